-- Records how an attempt ended, and when the next one is, which it gives, unless the delivery is over. Where the channel has
-- changed since the attempt began, the next one need not wait.
with settled as (
  update notification_deliveries d
  set
    status          = $(status),
    detail          = $(detail),
    next_attempt_at = case
      when $(status) = 'PENDING'
        and d.tried_with <> (select c.updated_at from notification_channels c where c.id = d.channel_id) then $(now)::timestamptz
      else coalesce($(nextAttemptAt)::timestamptz, d.next_attempt_at)
    end,
    finished_at     = case when $(status) <> 'PENDING' then $(now)::timestamptz end
  where d.id = $(id) and d.status = 'PENDING' and d.attempts = $(attempt)
  returning d.id, d.status, d.next_attempt_at
), noted as (
  insert into notification_attempts (delivery_id, attempt, at, outcome, detail)
  select id, $(attempt), $(now), $(outcome), $(detail) from settled
)
select case when status = 'PENDING' then next_attempt_at end as "nextAttemptAt" from settled
