-- One customer's overall score by day under the newest policy of each day, oldest first.
select distinct on (day)
  customer_id as "customerId",
  day,
  score
from score_history
where customer_id = $(key)
  and day > ($(now)::timestamptz at time zone 'UTC')::date - $(days)::int
  and day <= ($(now)::timestamptz at time zone 'UTC')::date
order by day, policy_version desc
