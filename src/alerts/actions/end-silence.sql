-- Ends a silence that is in force.
update alert_silences set ended_at = now(), ended_by = $(actor)
where id = $(id) and ended_at is null and until > now()
