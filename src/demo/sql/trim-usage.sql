-- Deletes the demo's usage days that nobody reads any more, so that a demo left running does not grow.
delete from api_usage_daily
where customer_id = any ($(ids)::uuid[]) and day < ($(to)::timestamptz at time zone 'UTC')::date - 84
