-- Takes in hand those of the customers to look at whom nobody else has in hand, and gives them (isTaken) together with those
-- that need no look any more: one was stored since, or there is no such customer. The rest somebody else is looking at. Times
-- ahead of now are of a clock that was set back, and count for nothing. It waits for nobody's locks.
with wanted as (
  select
    w."customerId" as customer_id,
    coalesce(w."customerId", '00000000-0000-0000-0000-000000000000') as scope,
    w."customerId" is null or exists (select from customers c where c.id = w."customerId") as exists,
    w.xid,
    w.before
  from json_to_recordset($(wants)::json) as w ("customerId" uuid, xid xid8, before timestamptz)
), known as (
  select l.scope, l.looked_at between w.before and now() and pg_visible_in_snapshot(w.xid, l.seen) as is_covered
  from wanted w
  join alert_looks l using (scope)
), free as (
  select l.scope
  from wanted w
  join alert_looks l using (scope)
  where l.taken_until not between now() and now() + $(holdMs) * interval '1 millisecond'
    and not (l.looked_at between w.before and now() and pg_visible_in_snapshot(w.xid, l.seen))
  for update of l skip locked
), taken as (
  update alert_looks l
  set
    taken_by = $(by), taken_until = now() + $(holdMs) * interval '1 millisecond',
    taken_seen = pg_current_snapshot(), taken_at = now()
  from free
  where l.scope = free.scope
  returning l.scope
), new as (
  select c.id
  from wanted w
  join customers c on c.id = w.customer_id
  where w.scope not in (select scope from known)
  for key share of c skip locked
), added as (
  insert into alert_looks (customer_id, taken_by, taken_until)
  select customer_id, $(by), now() + $(holdMs) * interval '1 millisecond'
  from wanted
  where scope not in (select scope from known) and (customer_id is null or customer_id in (select id from new))
  order by scope
  on conflict do nothing
  returning scope
)
select w.customer_id as "customerId", mine.scope is not null as "isTaken"
from wanted w
left join (select scope from taken union all select scope from added) mine using (scope)
left join known k using (scope)
where mine.scope is not null or k.is_covered or not w.exists
