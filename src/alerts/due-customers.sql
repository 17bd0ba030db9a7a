-- Customers whose alerts may change though nothing of theirs is written: a hold ends, something expires, a window passes.
select distinct customer_id as "customerId" from (
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
