-- Records how an attempt ended, and when the next one is, unless the delivery is over.
with settled as (
  update notification_deliveries
  set
    status          = $(status),
    detail          = $(detail),
    next_attempt_at = coalesce($(nextAttemptAt)::timestamptz, next_attempt_at),
    finished_at     = case when $(status) <> 'PENDING' then $(now)::timestamptz end
  where id = $(id) and status = 'PENDING' and attempts = $(attempt)
  returning id
)
insert into notification_attempts (delivery_id, attempt, at, outcome, detail)
select id, $(attempt), $(now), $(outcome), $(detail) from settled
returning delivery_id
