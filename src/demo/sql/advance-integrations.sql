-- Moves the demo's integrations to the last attempt and the last success of (from, to].
update integrations i set
  last_attempt_at          = greatest(i.last_attempt_at, heard.attempt),
  last_sync_at             = greatest(i.last_sync_at, heard.success),
  -- Whose credentials are refused is refused again at each attempt.
  authentication_failed_at = case when i.authentication_failed_at is not null then greatest(i.authentication_failed_at, heard.failure) end
from (
  select id, max(at) as attempt, max(at) filter (where succeeded) as success,
    max(at) filter (where not succeeded) as failure
  from (
    select a.id, r.finished_at as at, r.status = 'SUCCEEDED' as succeeded
    from integrations a
    join integration_runs r on r.customer_id = a.customer_id and r.integration_id = a.id
      and r.started_at > $(from)::timestamptz - interval '1 hour'
    where a.customer_id = any ($(ids)::uuid[]) and r.finished_at > $(from)::timestamptz and r.finished_at <= $(to)::timestamptz
    union all
    select a.id, d.created_at, not d.first_attempt_failed
    from integrations a
    join webhook_deliveries d on d.customer_id = a.customer_id and d.integration_id = a.id
      and d.created_at > $(from)::timestamptz and d.created_at <= $(to)::timestamptz
    where a.customer_id = any ($(ids)::uuid[])
  ) event
  group by id
) heard
where heard.id = i.id
