-- Where the feed stands: everything below the horizon is complete.
select
  e.epoch::text                                  as "epoch",
  pg_snapshot_xmin(pg_current_snapshot())::text as "horizon"
from feed_epoch e
