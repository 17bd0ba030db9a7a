-- When each channel was last told of alerts, by customer.
select channel_id as "channelId", customer_id as "customerId", max(created_at) as "at"
from notification_deliveries
where channel_id = any ($(channelIds)::uuid[]) and customer_id = any ($(customerIds)::uuid[]) and kind in ('FIRING', 'RESOLVED')
group by channel_id, customer_id
