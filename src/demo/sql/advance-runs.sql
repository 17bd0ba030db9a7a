-- Appends the demo's runs that ended in (from, to]: those of the 24 hours up to from, again each day.
insert into integration_runs (customer_id, integration_id, started_at, finished_at, status, records_synced, error_class, error_message)
select r.customer_id, r.integration_id, r.started_at + again.by, r.finished_at + again.by, r.status, r.records_synced, r.error_class, r.error_message
from integrations i
join integration_runs r on r.customer_id = i.customer_id and r.integration_id = i.id
-- The index knows starts; no demo run takes an hour.
  and r.started_at > $(from)::timestamptz - interval '25 hours'
  and r.started_at <= least($(from)::timestamptz, $(to)::timestamptz - interval '24 hours')
cross join lateral (
  select day * interval '24 hours' as by
  from generate_series(
    floor(extract(epoch from greatest($(from)::timestamptz, $(oldest)::timestamptz) - r.finished_at) / 86400)::integer + 1,
    floor(extract(epoch from $(to)::timestamptz - r.finished_at) / 86400)::integer) as day
) again
where i.customer_id = any ($(ids)::uuid[]) and i.status <> 'INACTIVE'
  and r.finished_at > $(from)::timestamptz - interval '24 hours' and r.finished_at <= $(from)::timestamptz
on conflict (integration_id, started_at) do nothing
