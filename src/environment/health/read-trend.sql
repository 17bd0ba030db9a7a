-- One customer's overall score by day under one policy, oldest first.
select
  customer_id as "customerId",
  day,
  score
from score_history
where customer_id = $(key)
  and policy_version = $(policyVersion)
  and day > ($(now)::timestamptz at time zone 'UTC')::date - $(days)::int
  and day <= ($(now)::timestamptz at time zone 'UTC')::date
order by day
