-- The quotas of one customer in the order of the contract's enums.
select
  customer_id as "customerId",
  resource,
  period,
  used,
  quota_limit as "limit",
  unit,
  resets_at   as "resetsAt",
  updated_at  as "updatedAt"
from api_quotas
where customer_id = $(key)
order by array_position(array['API_CALLS', 'RATE_LIMIT', 'STORAGE', 'WEBHOOKS'], resource), period
