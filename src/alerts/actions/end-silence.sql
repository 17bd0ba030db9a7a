-- Ends a silence that is in force: to the millisecond, so that it is over by what the same transaction reads of the clock.
update alert_silences set ended_at = date_trunc('milliseconds', now()), ended_by = $(actor)
where id = $(id) and ended_at is null and until > now()
