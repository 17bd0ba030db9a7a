-- Whom the clock asks to look at: customers whose alerts may change though the feed tells nothing of theirs (a hold ends,
-- something expires, a rule was changed) and who were not looked at since $(dueBefore), or since a known moment (a quota's
-- period or a maintenance is over); and everyone not looked at since $(allBefore).
select wanted.customer_id as "customerId", max(wanted.before) as "before"
from (
  select due.customer_id, $(dueBefore)::timestamptz as before
  from (
    -- A source that has not spoken yet brings nothing by time alone.
    select customer_id from alerts where state not in ('NORMAL', 'RESOLVED') and (state <> 'NO_DATA' or fired_at is not null)
    union all
    select customer_id from integrations where health_status = 'DOWN' and status <> 'INACTIVE'
    union all
    select customer_id from integrations where credential_expires_at < $(now)::timestamptz + interval '15 days'
    union all
    select customer_id from alert_rule_overrides where rule_id = 'credential-expiring' and threshold > 14
    union all
    select customer_id from alert_rule_overrides where updated_at > $(now)::timestamptz - interval '1 minute'
    union all
    -- Null for a channel for every customer.
    select c.customer_id
    from notification_deliveries d
    join notification_channels c on c.id = d.channel_id
    where d.status = 'PENDING' or d.finished_at > $(now)::timestamptz - interval '1 minute'
  ) due
  union all
  select customer_id, resets_at from api_quotas where resets_at <= $(now)::timestamptz
  union all
  select customer_id, ends_at from maintenance_windows
  where ends_at between $(now)::timestamptz - interval '1 hour' and $(now)::timestamptz
  union all
  select id, $(allBefore)::timestamptz from customers
  union all
  select null, $(allBefore)::timestamptz
) wanted
left join alert_looks l on l.scope = coalesce(wanted.customer_id, '00000000-0000-0000-0000-000000000000')
where l.scope is null or l.looked_at not between wanted.before and $(now)::timestamptz
group by wanted.customer_id
