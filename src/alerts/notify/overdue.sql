-- Deliveries that should have been tried a moment ago, and since when: their job is lost, or was never made, or is about to
-- run and stays the only one.
select id, next_attempt_at as "nextAttemptAt"
from notification_deliveries
where status = 'PENDING' and next_attempt_at < $(now)::timestamptz - interval '5 seconds'
order by next_attempt_at
limit 1000
