-- The webhook deliveries of one integration, newest first, after a place in that order; one more than asked for tells whether there are more.
select
  d.id,
  d.customer_id     as "customerId",
  d.created_at      as "createdAt",
  d.status,
  d.attempts,
  d.response_status as "responseStatus",
  d.latency_ms      as "latencyMs",
  d.error_class     as "errorClass",
  d.error_message   as "errorMessage"
from integrations i
join webhook_deliveries d on d.customer_id = i.customer_id and d.integration_id = i.id
where i.id = $(key)
  and ($(afterAt)::timestamptz is null or (d.created_at, d.id) < ($(afterAt)::timestamptz, $(afterId)::uuid))
order by d.created_at desc, d.id desc
limit $(first)::int + 1
