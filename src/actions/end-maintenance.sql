-- Ends downtime that goes on, and takes back what has not begun.
with ended as (
  update maintenance_windows set ends_at = now(), ended_by = $(actor)
  where id = $(id) and starts_at < now() and ends_at > now()
)
delete from maintenance_windows where id = $(id) and starts_at >= now()
