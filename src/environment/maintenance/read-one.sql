-- One announced downtime by its id, whoever owns it: the caller checks that.
select
  id,
  customer_id    as "customerId",
  integration_id as "integrationId",
  starts_at      as "startsAt",
  ends_at        as "endsAt",
  reason,
  created_by     as "announcedBy"
from maintenance_windows
where id = $(key)
