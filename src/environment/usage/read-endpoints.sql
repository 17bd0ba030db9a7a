-- Calls by endpoint of one customer in the 30 complete days before $(now), busiest first.
select
  customer_id       as "customerId",
  endpoint,
  sum(calls)::bigint as "calls"
from api_endpoint_daily
where customer_id = $(key)
  and day > ($(now)::timestamptz at time zone 'UTC')::date - 31
  and day < ($(now)::timestamptz at time zone 'UTC')::date
group by customer_id, endpoint
order by sum(calls) desc, endpoint
