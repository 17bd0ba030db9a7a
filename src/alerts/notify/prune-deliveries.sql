-- Drops some of the notifications that ended 90 days ago, unless they tell of an alert that is open or ended since: what was
-- told of it is not to be told again. Messages to customers stay.
delete from notification_deliveries where id in (
  select d.id from notification_deliveries d
  where d.finished_at < $(now)::timestamptz - interval '90 days'
    and d.kind <> 'CUSTOMER_MESSAGE'
    and not exists (
      select from alert_notices n
      join alerts a on a.id = n.alert_id
      where n.delivery_id = d.id
        and (a.resolved_at is null or a.resolved_at >= $(now)::timestamptz - interval '90 days'))
  limit 1000
  for update skip locked
)
