-- Writes out the webhook deliveries of plans (src/demo/rows.ts, EventPlan). A failed one was tried three times.
insert into webhook_deliveries (customer_id, integration_id, created_at, status, attempts, first_attempt_failed,
  response_status, latency_ms, error_class, error_message)
select
  customer_id,
  integration_id,
  created_at,
  case when failed then 'FAILED' else 'SUCCEEDED' end,
  case when failed then 3 else 1 end,
  failed,
  case when failed then null else 200 end,
  case when failed then null else duration_ms + k * 37 % 61 end,
  case when failed then error_class end,
  case when failed then error_message end
from (
  select
    p.customer_id, p.integration_id, p.duration_ms, p.error_class, p.error_message, k,
    p.newest_at - k * p.step_seconds * interval '1 second' as created_at,
    k = any (p.failed)                                     as failed
  from json_to_recordset($(plans)::json) as p (
    customer_id uuid, integration_id uuid, newest_at timestamptz, step_seconds double precision, count integer,
    failed integer[], error_class text, error_message text, duration_ms integer),
    generate_series(0, p.count - 1) as k
) delivery
