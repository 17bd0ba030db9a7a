-- Takes a delivery that is due for as long as an attempt may last, so that nobody else tries it meanwhile, and counts the
-- attempt. Who dies over it leaves it for longer each time, as failures do, and not past the time to give up.
update notification_deliveries d
set
  attempts        = d.attempts + 1,
  tried_with      = (select c.updated_at from notification_channels c where c.id = d.channel_id and c.enabled),
  next_attempt_at = $(now)::timestamptz
    + ($(leaseMs) + least($(longestMs), $(firstMs) * 2 ^ least(d.attempts, 30))) * interval '1 millisecond'
from (
  select id, next_attempt_at from notification_deliveries
  where id = $(id) and status = 'PENDING' and next_attempt_at <= $(now)::timestamptz
  for update
) due
where d.id = due.id
returning
  d.notification,
  d.attempts,
  d.give_up_at as "giveUpAt",
  due.next_attempt_at > d.give_up_at as "isTooLate",
  (
    select json_build_object(
      'id', c.id, 'kind', c.kind, 'target', c.target, 'enabled', c.enabled,
      'secrets', case when c.rotated_at > $(now)::timestamptz - interval '1 day' then c.secrets else c.secrets[1:1] end)
    from notification_channels c where c.id = d.channel_id
  ) as "channel",
  (
    select json_build_object('id', m.id, 'kind', 'EMAIL', 'target', m.address, 'enabled', true, 'secrets', '[]'::json)
    from customer_messages m where m.id = d.message_id
  ) as "letter"
