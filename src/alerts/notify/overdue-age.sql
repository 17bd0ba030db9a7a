-- For how many seconds the delivery that is due for longest has waited to be tried; 0 when none is due.
select coalesce(extract(epoch from now() - min(next_attempt_at)), 0)::float8 as seconds
from notification_deliveries
where status = 'PENDING' and next_attempt_at < now()
