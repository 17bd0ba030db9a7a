-- Appends the demo's webhook deliveries of (from, to]: those of the 24 hours up to from, again each day.
insert into webhook_deliveries (customer_id, integration_id, created_at, status, attempts, first_attempt_failed,
  response_status, latency_ms, error_class, error_message)
select d.customer_id, d.integration_id, d.created_at + again.by, d.status, d.attempts, d.first_attempt_failed,
  d.response_status, d.latency_ms, d.error_class, d.error_message
from integrations i
join webhook_deliveries d on d.customer_id = i.customer_id and d.integration_id = i.id
  and d.created_at > $(from)::timestamptz - interval '24 hours'
  and d.created_at <= least($(from)::timestamptz, $(to)::timestamptz - interval '24 hours')
cross join lateral (
  select day * interval '24 hours' as by
  from generate_series(
    floor(extract(epoch from greatest($(from)::timestamptz, $(oldest)::timestamptz) - d.created_at) / 86400)::integer + 1,
    floor(extract(epoch from $(to)::timestamptz - d.created_at) / 86400)::integer) as day
) again
where i.customer_id = any ($(ids)::uuid[]) and i.status <> 'INACTIVE'
