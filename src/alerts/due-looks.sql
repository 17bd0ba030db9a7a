-- Whom the clock asks to look at: customers whose alerts may change though nothing of theirs is written (a hold ends, something
-- expires, a window passes) and who were not looked at since $(dueBefore), and everyone not looked at since $(allBefore).
select wanted.customer_id as "customerId", max(wanted.before) as "before"
from (
  select due.customer_id, $(dueBefore)::timestamptz as before
  from (
    select customer_id from alerts where state not in ('NORMAL', 'RESOLVED')
    union all
    select customer_id from integrations where health_status = 'DOWN' and status <> 'INACTIVE'
    union all
    select customer_id from integrations where credential_expires_at < $(now)::timestamptz + interval '15 days'
    union all
    select customer_id from alert_rule_overrides where rule_id = 'credential-expiring' and threshold > 14
    union all
    select customer_id from api_quotas where resets_at <= $(now)::timestamptz
    union all
    -- Null for a channel for every customer.
    select c.customer_id
    from notification_deliveries d
    join notification_channels c on c.id = d.channel_id
    where d.status = 'PENDING' or d.finished_at > $(now)::timestamptz - interval '1 minute'
  ) due
  union all
  select id, $(allBefore)::timestamptz from customers
  union all
  select null, $(allBefore)::timestamptz
) wanted
left join alert_looks l on l.scope = coalesce(wanted.customer_id, '00000000-0000-0000-0000-000000000000')
where l.scope is null or l.looked_at not between wanted.before and $(now)::timestamptz
group by wanted.customer_id
