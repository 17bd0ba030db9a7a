-- Events after a place, as far as no running transaction can still slip one in before them.
-- Reading by a bare sequence would lose the events of transactions that commit late.
select
  xid::text,
  id::text,
  customer_id as "customerId",
  section,
  kind,
  subject_id  as "subjectId",
  payload,
  to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "at"
from environment_events
where (xid, id) > ($1::xid8, $2::bigint)
  and xid < pg_snapshot_xmin(pg_current_snapshot())
order by xid, id
limit $3
