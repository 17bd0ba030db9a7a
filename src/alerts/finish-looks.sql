-- Notes that the judgements of customers taken in hand are stored: what was visible when they were taken has been seen. Waits
-- for nobody's locks: where it cannot note it, there is another look.
update alert_looks l
set seen = l.taken_seen, looked_at = l.taken_at, taken_until = '-infinity'
from (
  select scope from alert_looks
  where taken_by = $(by)
    and scope in (
      select coalesce(id, '00000000-0000-0000-0000-000000000000') from unnest($(customerIds)::uuid[]) as id)
  for update skip locked
) mine
where l.scope = mine.scope
