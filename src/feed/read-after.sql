-- Events after a place, as far as no running transaction can still slip one in before them, and where the feed stands:
-- one line without an event when there is none. Reading by a bare sequence would lose events that commit late.
-- $4 and $5 narrow it to some customers and to one kind; null: any.
select
  stand.epoch::text   as "epoch",
  stand.horizon::text as "horizon",
  stand.held,
  stand.pruned_xid::text as "prunedXid",
  stand.pruned_id::text  as "prunedId",
  found.xid::text     as "xid",
  found.id::text      as "id",
  found.customer_id   as "customerId",
  found.section,
  found.kind,
  found.subject_id    as "subjectId",
  found.payload,
  to_char(found.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "at"
from (select epoch, pruned_xid, pruned_id, pg_snapshot_xmin(pg_current_snapshot()) as horizon,
  pg_snapshot_xmin(pg_current_snapshot()) < pg_snapshot_xmax(pg_current_snapshot()) as held
from feed_epoch) stand
left join lateral (
  select e.*
  from environment_events e
  where (e.xid, e.id) > ($1::xid8, $2::bigint) and e.xid < stand.horizon
    and ($4::uuid[] is null or e.customer_id = any ($4)) and ($5::text is null or e.kind = $5)
  order by e.xid, e.id
  limit $3
) found on true
order by found.xid, found.id
