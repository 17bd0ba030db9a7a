-- Runs and deliveries of each integration of one customer in the last $(hours) hours before $(now).
-- A delivery counts once, by its first attempt; one that has not been attempted yet does not count.
select
  i.customer_id                                  as "customerId",
  i.id                                           as "integrationId",
  coalesce(r.runs, 0) + coalesce(d.runs, 0)         as "runs",
  coalesce(r.failures, 0) + coalesce(d.failures, 0) as "failures",
  r.records                                      as "recordsSynced",
  e.error                                        as "lastError",
  h.periods                                      as "healthPeriods",
  m.windows                                      as "maintenance"
from integrations i
left join lateral (
  select count(*) as runs, count(*) filter (where status <> 'SUCCEEDED') as failures, sum(records_synced) as records
  from integration_runs
  where customer_id = i.customer_id and integration_id = i.id and (status <> 'RUNNING' or started_at < $(now)::timestamptz - greatest(interval '1 hour', 2 * coalesce(i.sync_interval_seconds, 0) * interval '1 second'))
    and started_at > $(now)::timestamptz - $(hours)::int * interval '1 hour' and started_at <= $(now)::timestamptz
) r on true
left join lateral (
  select count(*) as runs, count(*) filter (where first_attempt_failed) as failures
  from webhook_deliveries
  where customer_id = i.customer_id and integration_id = i.id and first_attempt_failed is not null
    and created_at > $(now)::timestamptz - $(hours)::int * interval '1 hour' and created_at <= $(now)::timestamptz
) d on true
left join lateral (
  select json_build_object('at', at, 'class', class, 'message', message) as error
  from (
    (select started_at as at, error_class as class, error_message as message
     from integration_runs
     where customer_id = i.customer_id and integration_id = i.id and status = 'FAILED'
       and started_at > $(now)::timestamptz - $(hours)::int * interval '1 hour' and started_at <= $(now)::timestamptz
     order by started_at desc limit 1)
    union all
    (select created_at, error_class, error_message
     from webhook_deliveries
     where customer_id = i.customer_id and integration_id = i.id and first_attempt_failed
       and created_at > $(now)::timestamptz - $(hours)::int * interval '1 hour' and created_at <= $(now)::timestamptz
     order by created_at desc limit 1)
  ) newest
  order by at desc
  limit 1
) e on true
left join lateral (
  select coalesce(json_agg(json_build_object('healthStatus', health_status, 'from', started_at, 'to', ended_at)), '[]') as periods
  from integration_health_periods
  where customer_id = i.customer_id and integration_id = i.id
    and started_at <= $(now)::timestamptz
    and coalesce(ended_at, 'infinity') > $(now)::timestamptz - $(hours)::int * interval '1 hour'
) h on true
left join lateral (
  select coalesce(json_agg(json_build_object('from', starts_at, 'to', ends_at)), '[]') as windows
  from maintenance_windows
  where customer_id = i.customer_id and (integration_id is null or integration_id = i.id)
    and starts_at <= $(now)::timestamptz
    and ends_at > $(now)::timestamptz - $(hours)::int * interval '1 hour'
) m on true
where i.customer_id = $(key)
