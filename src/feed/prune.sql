-- Drops some of the events older than $(before), the first first, but none that stands behind a younger one, and notes up
-- to where.
-- The row of feed_epoch is locked, so that of several processes one prunes.
with feed as (
  select singleton from feed_epoch for update skip locked
),
first as (
  select e.xid, e.id, e.at from environment_events e, feed
  -- A transaction that is still running may yet write events before those above the horizon.
  where e.xid < pg_snapshot_xmin(pg_current_snapshot())
  order by e.xid, e.id
  limit $(most)
),
old as (
  select xid, id, bool_and(at < $(before)::timestamptz) over (order by xid, id) as is_old from first
),
dropped as (
  delete from environment_events e using old o where (e.xid, e.id) = (o.xid, o.id) and o.is_old
  returning e.xid, e.id
),
last as (
  select xid, id from dropped order by xid desc, id desc limit 1
)
update feed_epoch f
set pruned_xid = l.xid, pruned_id = l.id
from last l
