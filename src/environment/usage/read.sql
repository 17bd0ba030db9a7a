-- The last 84 days of one customer's API usage up to $(now), oldest first.
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
  and day > ($(now)::timestamptz at time zone 'UTC')::date - 84
  and day <= ($(now)::timestamptz at time zone 'UTC')::date
order by day
