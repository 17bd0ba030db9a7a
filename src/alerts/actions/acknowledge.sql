-- Notes who saw an alert first.
update alerts set acknowledged_at = now(), acknowledged_by = $(actor)
where id = $(id) and acknowledged_at is null
