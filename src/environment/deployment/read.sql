-- Where and how one customer's instance runs; no row: not known.
select
  customer_id   as "customerId",
  model,
  region,
  backup_region as "backupRegion",
  version,
  plan,
  updated_at    as "updatedAt"
from deployments
where customer_id = $(key)
