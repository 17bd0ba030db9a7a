-- How each channel does to which something was sent for one customer in the 7 days before $(now).
select
  $(key)::uuid      as "customerId",
  c.id              as "channelId",
  c.name,
  c.enabled,
  c.disabled_reason as "disabledReason",
  done.status       as "lastStatus",
  coalesce(done.detail, waiting.detail) as "lastDetail",
  waiting.since     as "failingSince"
from notification_channels c
left join lateral (
  select status, detail from notification_deliveries
  where customer_id = $(key) and channel_id = c.id and status <> 'PENDING' and kind <> 'TEST'
  order by finished_at desc, id desc limit 1
) done on true
left join lateral (
  select detail, created_at as since from notification_deliveries
  where customer_id = $(key) and channel_id = c.id and status = 'PENDING' and attempts > 0 and kind <> 'TEST'
  order by created_at limit 1
) waiting on true
where (c.customer_id = $(key) or c.customer_id is null)
  and exists (
    select from notification_deliveries d
    where d.customer_id = $(key) and d.channel_id = c.id and d.created_at > $(now)::timestamptz - interval '7 days')
