-- Drops some of the events older than $(before), the first first, but none that stands behind a younger one, and notes up
-- to where.
-- The row of feed_epoch is locked, so that of several processes one prunes.
with feed as (
  select singleton from feed_epoch for update skip locked
),
kept as (
  select xid, id from environment_events where at >= $(before)::timestamptz order by xid, id limit 1
),
old as (
  select e.xid, e.id from environment_events e, feed
  where e.at < $(before)::timestamptz
    -- A transaction that is still running may yet write events before those above the horizon.
    and e.xid < pg_snapshot_xmin(pg_current_snapshot())
    and not exists (select from kept k where (k.xid, k.id) < (e.xid, e.id))
  order by e.xid, e.id
  limit $(most)
),
dropped as (
  delete from environment_events e using old o where (e.xid, e.id) = (o.xid, o.id)
  returning e.xid, e.id
),
last as (
  select xid, id from dropped order by xid desc, id desc limit 1
)
update feed_epoch f
set pruned_xid = l.xid, pruned_id = l.id
from last l
where (f.pruned_xid, f.pruned_id) < (l.xid, l.id)
