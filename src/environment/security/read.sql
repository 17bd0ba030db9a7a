-- The security settings of one customer.
select
  customer_id   as "customerId",
  setting,
  state,
  detail,
  rotation_days as "rotationDays",
  updated_at    as "updatedAt"
from security_settings
where customer_id = $(key)
