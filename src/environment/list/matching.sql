-- The customers that match a filter, with their newest score under the policy in force.
select c.id, c.name, c.updated_at, s.score
from customers c
left join lateral (
  select score from score_history where customer_id = c.id and policy_version = $(policyVersion) order by day desc limit 1
) s on true
where ($(visible)::uuid[] is null or c.id = any ($(visible)::uuid[]))
  and ($(name)::text is null or c.name ilike $(name))
  and ($(type)::text is null or exists (select from integrations i where i.customer_id = c.id and i.type = $(type)))
  and ($(status)::text is null or exists (select from integrations i where i.customer_id = c.id and i.status = $(status)))
  and ($(health)::text is null or exists (select from integrations i where i.customer_id = c.id and i.health_status = $(health)))
  and ($(severity)::text is null or exists (
    select from technical_issues t where t.customer_id = c.id and t.severity = $(severity) and t.status <> 'RESOLVED'))
  and ($(scoreFrom)::int is null or s.score between $(scoreFrom) and $(scoreTo))
