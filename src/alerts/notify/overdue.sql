-- Deliveries that should have been tried a minute ago: their job is lost.
select id from notification_deliveries
where status = 'PENDING' and next_attempt_at < $(now)::timestamptz - interval '1 minute'
order by next_attempt_at
limit 1000
