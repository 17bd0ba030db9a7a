-- Sees the demo's technologies again, as long ago as before to the day; those not seen for a year stay so.
update technologies set
  last_seen_at = last_seen_at + days * interval '24 hours'
from (select ($(to)::timestamptz at time zone 'UTC')::date - ($(from)::timestamptz at time zone 'UTC')::date as days) passed
where customer_id = any ($(ids)::uuid[]) and last_seen_at > $(from)::timestamptz - interval '365 days'
