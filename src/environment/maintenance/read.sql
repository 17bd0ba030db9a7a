-- One customer's announced downtime that is not over at $(now), the soonest first.
select
  id,
  customer_id    as "customerId",
  integration_id as "integrationId",
  starts_at      as "startsAt",
  ends_at        as "endsAt",
  reason,
  created_by     as "announcedBy"
from maintenance_windows
where customer_id = $(key) and ends_at > $(now)::timestamptz
order by starts_at, id
