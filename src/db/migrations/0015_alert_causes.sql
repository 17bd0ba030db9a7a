-- What a channel failed of: while it is tried in vain, what the newest that arrived came to is not the cause.
create or replace view channel_signals as
select
  c.customer_id     as "customerId",
  c.id              as "channelId",
  c.name,
  c.enabled,
  c.disabled_reason as "disabledReason",
  done.status       as "lastStatus",
  case when done.status = 'FAILED' then done.detail else coalesce(waiting.detail, done.detail) end as "lastDetail",
  waiting.created_at as "failingSince"
from notification_channels c
left join lateral (
  select status, detail from notification_deliveries
  where channel_id = c.id and status <> 'PENDING' and (kind <> 'TEST' or status = 'DELIVERED')
  order by finished_at desc, id desc limit 1
) done on true
left join lateral (
  select detail, created_at from notification_deliveries
  where channel_id = c.id and status = 'PENDING' and attempts > 0 and kind <> 'TEST'
  order by created_at limit 1
) waiting on true;

-- Where answers to a message go, kept with what else was looked at before it is sent; null: nobody is known.
alter table customer_messages add column reply_to text;
