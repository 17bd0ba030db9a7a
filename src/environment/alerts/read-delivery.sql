-- One notification by its id, whoever it is about: the caller checks that.
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
where d.id = $(key)
