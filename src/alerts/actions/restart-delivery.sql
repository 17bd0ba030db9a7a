-- Has a notification that was given up tried again; what it was so far stays in its attempts.
update notification_deliveries
set
  status = 'PENDING', finished_at = null, next_attempt_at = now(),
  give_up_at = now() + $(retryMs) * interval '1 millisecond'
where id = $(id) and status = 'FAILED'
