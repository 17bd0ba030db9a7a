-- When each channel was last told of alerts, by customer.
select channel.id as "channelId", customer.id as "customerId", last.created_at as "at"
from unnest($(channelIds)::uuid[]) as channel (id)
cross join unnest($(customerIds)::uuid[]) as customer (id)
cross join lateral (
  select created_at from notification_deliveries d
  where d.channel_id = channel.id
    and (d.customer_id = customer.id or customer.id is null and d.customer_id is null) and d.kind in ('FIRING', 'RESOLVED')
  order by created_at desc
  limit 1
) as last
