-- Takes a delivery that is due for as long as an attempt may last, so that nobody else tries it meanwhile.
update notification_deliveries d
set next_attempt_at = $(now)::timestamptz + $(leaseMs) * interval '1 millisecond'
where d.id = $(id) and d.status = 'PENDING' and d.next_attempt_at <= $(now)::timestamptz
returning
  d.notification,
  d.attempts,
  d.give_up_at as "giveUpAt",
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
