-- Stores a notification that is to be delivered; its id is the one that receivers see.
insert into notification_deliveries (
  id, customer_id, channel_id, message_id, kind, notification, next_attempt_at, give_up_at, created_at
)
values (
  $(id), $(customerId), $(channelId), $(messageId), $(kind), $(notification)::jsonb, $(now)::timestamptz,
  $(now)::timestamptz + $(retryMs) * interval '1 millisecond', $(now)::timestamptz
)
