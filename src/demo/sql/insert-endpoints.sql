-- Divides the last 31 days of usage among endpoints (src/demo/rows.ts, EndpointPlan).
-- What is rounded is the running sum, so that a day's endpoints sum to its calls.
insert into api_endpoint_daily (customer_id, day, endpoint, calls)
select u.customer_id, u.day, p.endpoint, floor(u.calls * p.share_to)::bigint - floor(u.calls * p.share_from)::bigint
from json_to_recordset($(plans)::json) as p (
  customer_id uuid, endpoint text, share_from double precision, share_to double precision)
join api_usage_daily u on u.customer_id = p.customer_id
where u.day >= ($(now)::timestamptz at time zone 'UTC')::date - 31
