-- The runs of one integration, newest first, after a place in that order; one more than asked for tells whether there are more.
select
  r.id,
  r.customer_id    as "customerId",
  r.started_at     as "startedAt",
  r.finished_at    as "finishedAt",
  r.status,
  r.records_synced as "recordsSynced",
  r.error_class    as "errorClass",
  r.error_message  as "errorMessage"
from integrations i
join integration_runs r on r.customer_id = i.customer_id and r.integration_id = i.id
where i.id = $(key)
  and ($(afterAt)::timestamptz is null or (r.started_at, r.id) < ($(afterAt)::timestamptz, $(afterId)::uuid))
order by r.started_at desc, r.id desc
limit $(first)::int + 1
