-- Has what a channel did not take so far tried again soon, since the channel has changed. Not what is being tried just now:
-- it would arrive twice, and the end of that attempt sees the change (see settle-delivery.sql).
update notification_deliveries d
set next_attempt_at = now()
where d.channel_id = $1 and d.status = 'PENDING' and d.next_attempt_at > now()
  and exists (select from notification_attempts a where a.delivery_id = d.id and a.attempt = d.attempts)
