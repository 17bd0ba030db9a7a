-- Notes that the judgements of customers taken in hand are stored: what was visible when they were taken has been seen.
update alert_looks
set seen = taken_seen, looked_at = taken_at, taken_until = '-infinity'
where taken_by = $(by)
  and scope in (
    select coalesce(id, '00000000-0000-0000-0000-000000000000') from unnest($(customerIds)::uuid[]) as id)
