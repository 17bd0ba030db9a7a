-- Appends the demo's complete usage days since from: each is the day 30, 60 or 90 days before. 84 days are ever read.
insert into api_usage_daily (customer_id, day, calls, client_errors, server_errors, rate_limited, latency_total_ms,
  latency_histogram, peak_per_second)
select u.customer_id, u.day + again.days, u.calls, u.client_errors, u.server_errors, u.rate_limited, u.latency_total_ms,
  u.latency_histogram, u.peak_per_second
from (select ($(from)::timestamptz at time zone 'UTC')::date as from_day, ($(to)::timestamptz at time zone 'UTC')::date as to_day) period
join api_usage_daily u on u.customer_id = any ($(ids)::uuid[]) and u.day >= from_day - 30 and u.day < from_day
cross join lateral (
  select 30 * nth as days
  from generate_series(1, (to_day - 1 - u.day) / 30) as nth
  where u.day + 30 * nth >= to_day - 84
) again
on conflict (customer_id, day) do nothing
