-- The raw telemetry of one customer's connected integrations: that of the last 24 hours before $(now), and at least the last 5 of each kind.
select
  i.customer_id as "customerId",
  i.id              as "integrationId",
  i.recovering_since as "recoveringSince",
  i.recovering_to    as "recoveringTo",
  (
    select coalesce(json_agg(r), '[]')
    from (
      select id, started_at as "startedAt", finished_at as "finishedAt", status, error_class as "errorClass", error_message as "errorMessage"
      from (
        (select * from integration_runs
         where customer_id = i.customer_id and integration_id = i.id and started_at > $(now)::timestamptz - interval '24 hours')
        union
        (select * from integration_runs
         where customer_id = i.customer_id and integration_id = i.id
         order by started_at desc, id desc limit 5)
      ) recent
    ) r
  ) as "runs",
  (
    select coalesce(json_agg(d), '[]')
    from (
      select id, created_at as "createdAt", status, attempts, first_attempt_failed as "firstAttemptFailed", error_class as "errorClass", error_message as "errorMessage"
      from (
        (select * from webhook_deliveries
         where customer_id = i.customer_id and integration_id = i.id and created_at > $(now)::timestamptz - interval '24 hours')
        union
        (select * from webhook_deliveries
         where customer_id = i.customer_id and integration_id = i.id
         order by created_at desc, id desc limit 5)
      ) recent
    ) d
  ) as "deliveries"
from integrations i
where i.customer_id = $(key)
