-- The raw telemetry of one customer's connected integrations: that of the last 24 hours before $(now), at least the last 5
-- of each kind, and of a very busy one the newest 2,000, which tell as much about its health as all of them would.
select
  i.customer_id as "customerId",
  i.id          as "integrationId",
  (
    select coalesce(json_agg(r), '[]')
    from (
      select id, started_at as "startedAt", finished_at as "finishedAt", status, error_class as "errorClass", error_message as "errorMessage"
      from (
        (select * from integration_runs
         where customer_id = i.customer_id and integration_id = i.id and started_at > $(now)::timestamptz - interval '24 hours'
         order by started_at desc, id desc limit 2000)
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
         where customer_id = i.customer_id and integration_id = i.id and created_at > $(now)::timestamptz - interval '24 hours'
         order by created_at desc, id desc limit 2000)
        union
        (select * from webhook_deliveries
         where customer_id = i.customer_id and integration_id = i.id
         order by created_at desc, id desc limit 5)
      ) recent
    ) d
  ) as "deliveries"
from integrations i
where i.customer_id = $(key)
