-- What one customer asked for and has not got yet, oldest request first.
select
  customer_id  as "customerId",
  name,
  requested_at as "requestedAt"
from pending_integrations
where customer_id = $(key)
order by requested_at, name
