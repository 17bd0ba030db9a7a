-- Writes out the runs of plans (src/demo/rows.ts, EventPlan).
insert into integration_runs (customer_id, integration_id, started_at, finished_at, status, records_synced, error_class, error_message)
select
  customer_id,
  integration_id,
  finished_at - duration_ms * interval '1 millisecond',
  finished_at,
  case when failed then 'FAILED' else 'SUCCEEDED' end,
  case when failed then 0 else coalesce(records[1 + k % nullif(cardinality(records), 0)], 0) end,
  case when failed then error_class end,
  case when failed then error_message end
from (
  select
    p.customer_id, p.integration_id, p.duration_ms, p.records, p.error_class, p.error_message, k,
    p.newest_at - k * p.step_seconds * interval '1 second' as finished_at,
    k = any (p.failed)                                     as failed
  from json_to_recordset($(plans)::json) as p (
    customer_id uuid, integration_id uuid, newest_at timestamptz, step_seconds double precision, count integer,
    failed integer[], error_class text, error_message text, duration_ms integer, records integer[]),
    generate_series(0, p.count - 1) as k
) run
