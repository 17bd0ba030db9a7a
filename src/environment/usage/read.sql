-- One customer's API usage: the 84 complete days before $(now) and today, oldest first.
select
  customer_id       as "customerId",
  day,
  calls,
  client_errors     as "clientErrors",
  server_errors     as "serverErrors",
  rate_limited      as "rateLimited",
  latency_total_ms  as "latencyTotalMs",
  latency_histogram as "latencyHistogram",
  peak_per_second   as "peakPerSecond"
from api_usage_daily
where customer_id = $(key)
  and day > ($(now)::timestamptz at time zone 'UTC')::date - 85
  and day <= ($(now)::timestamptz at time zone 'UTC')::date
order by day
