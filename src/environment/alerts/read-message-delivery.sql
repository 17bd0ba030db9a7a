-- The notification that carries one message to a customer.
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
where d.message_id = $(key)
