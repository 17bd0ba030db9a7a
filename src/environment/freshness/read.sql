-- When each section of one customer last changed; null: nothing is known.
select
  c.id as "customerId",
  (select max(updated_at) from integrations where customer_id = c.id)          as "integrations",
  (select max(updated_at) from pending_integrations where customer_id = c.id) as "pendingIntegrations",
  (select max(updated_at) from api_usage_daily where customer_id = c.id)      as "usage",
  (select max(updated_at) from api_quotas where customer_id = c.id)           as "quotas",
  (select max(updated_at) from security_settings where customer_id = c.id)    as "security",
  (select max(updated_at) from compliance_items where customer_id = c.id)     as "compliance",
  (select max(updated_at) from deployments where customer_id = c.id)          as "deployment",
  (select max(updated_at) from technologies where customer_id = c.id)         as "techStack",
  (select max(updated_at) from technical_contacts where customer_id = c.id)   as "contacts",
  (select max(updated_at) from technical_issues where customer_id = c.id)     as "issues",
  c.updated_at                                                                as "customer"
from customers c
where c.id = $(key)
