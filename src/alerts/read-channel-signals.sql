-- How each channel does to which something was sent for one customer in the 7 days before $(now), or that an
-- alert that is not over is about: silence mends nothing. A test counts where it arrived.
select
  $(key)::uuid      as "customerId",
  c.id              as "channelId",
  c.name,
  c.customer_id is null as "isForAll",
  c.enabled,
  c.disabled_reason as "disabledReason",
  done.status       as "lastStatus",
  coalesce(done.detail, waiting.detail) as "lastDetail",
  waiting.since     as "failingSince"
from notification_channels c
left join lateral (
  select status, detail from notification_deliveries
  where customer_id = $(key) and channel_id = c.id and status <> 'PENDING' and (kind <> 'TEST' or status = 'DELIVERED')
  order by finished_at desc, id desc limit 1
) done on true
left join lateral (
  select detail, created_at as since from notification_deliveries
  where customer_id = $(key) and channel_id = c.id and status = 'PENDING' and attempts > 0 and kind <> 'TEST'
  order by created_at limit 1
) waiting on true
where (c.customer_id = $(key) or c.customer_id is null)
  and (
    exists (
      select from notification_deliveries d
      where d.customer_id = $(key) and d.channel_id = c.id and d.created_at > $(now)::timestamptz - interval '7 days')
    or exists (
      select from alerts a
      where a.customer_id = $(key) and a.rule_id = 'notification-channel-failing' and a.subject_id = c.id::text
        and a.state <> 'RESOLVED'))
