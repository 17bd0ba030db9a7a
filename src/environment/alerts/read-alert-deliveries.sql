-- What was sent about one alert, the latest first, after a place in that order; one more than asked for tells whether there are more.
select
  d.id,
  d.customer_id     as "customerId",
  d.channel_id      as "channelId",
  d.kind,
  d.status,
  d.attempts,
  d.next_attempt_at as "nextAttemptAt",
  d.created_at      as "createdAt",
  d.finished_at     as "finishedAt",
  d.detail
from notification_deliveries d
where d.id in (select n.delivery_id from alert_notices n where n.alert_id = $(key))
  and ($(afterAt)::timestamptz is null or (d.created_at, d.id) < ($(afterAt)::timestamptz, $(afterId)::uuid))
order by d.created_at desc, d.id desc
limit $(first)::int + 1
