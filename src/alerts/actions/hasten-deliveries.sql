-- Has what a channel did not take so far tried again soon, since the channel has changed; also what is being tried just now.
update notification_deliveries
set next_attempt_at = now()
where channel_id = $1 and status = 'PENDING' and attempts > 0 and next_attempt_at > now()
