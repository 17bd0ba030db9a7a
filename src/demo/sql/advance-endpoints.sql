-- Appends the demo's endpoint days since from: each is the day 30, 60 or 90 days before. 30 days are ever read.
insert into api_endpoint_daily (customer_id, day, endpoint, calls)
select e.customer_id, e.day + again.days, e.endpoint, e.calls
from (select ($(from)::timestamptz at time zone 'UTC')::date as from_day, ($(to)::timestamptz at time zone 'UTC')::date as to_day) period
join api_endpoint_daily e on e.customer_id = any ($(ids)::uuid[]) and e.day >= from_day - 30 and e.day < from_day
cross join lateral (
  select 30 * nth as days
  from generate_series(1, (to_day - 1 - e.day) / 30) as nth
  where e.day + 30 * nth >= to_day - 31
) again
on conflict (customer_id, day, endpoint) do nothing
