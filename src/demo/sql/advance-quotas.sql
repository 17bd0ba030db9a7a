-- Moves the resets of the demo's quotas that lie behind to the end of the day or month that is.
update api_quotas q set resets_at = case q.period
    when 'DAY' then date_trunc('day', $(to)::timestamptz, 'UTC') + interval '24 hours'
    else (date_trunc('month', $(to)::timestamptz at time zone 'UTC') + interval '1 month') at time zone 'UTC'
  end
where q.customer_id = any ($(ids)::uuid[]) and q.period in ('DAY', 'MONTH') and q.resets_at <= $(to)::timestamptz
