-- What alert rules need of each of one customer's integrations besides its row, at $(now).
select
  i.customer_id                as "customerId",
  i.id                         as "integrationId",
  i.recovering_since           as "recoveringSince",
  d.deliveries                 as "deliveries",
  d.failed                     as "failedDeliveries",
  exists (
    select from webhook_deliveries
    where customer_id = i.customer_id and integration_id = i.id
  )                            as "isDeliveredTo",
  coalesce(m.now_on, false)    as "inMaintenance",
  m.until                      as "maintainedUntil"
from integrations i
left join lateral (
  select count(*) as deliveries, count(*) filter (where first_attempt_failed) as failed
  from webhook_deliveries
  where customer_id = i.customer_id and integration_id = i.id and first_attempt_failed is not null
    and created_at > $(now)::timestamptz - interval '24 hours' and created_at <= $(now)::timestamptz
) d on true
left join lateral (
  select
    bool_or(ends_at > $(now)::timestamptz)                          as now_on,
    max(ends_at) filter (where ends_at <= $(now)::timestamptz)      as until
  from maintenance_windows
  where customer_id = i.customer_id and (integration_id is null or integration_id = i.id) and starts_at <= $(now)::timestamptz
) m on true
where i.customer_id = $(key)
