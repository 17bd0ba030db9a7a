-- Customers whose judgement may change though nothing is written: a schedule runs late, a failure leaves the window, a
-- recovery lasts, an issue is held or snoozed, a decision expires, or the day has no score yet.
select c.id as "customerId"
from customers c
where exists (
    select from integrations i
    where i.customer_id = c.id and i.status <> 'INACTIVE' and (
      i.recovering_since is not null
      or i.health_status in ('DEGRADED', 'DOWN')
      or (i.health_status = 'HEALTHY' and i.sync_mode = 'SCHEDULED'
          and coalesce(i.last_attempt_at, (select max(r.started_at) from integration_runs r where r.customer_id = c.id and r.integration_id = i.id)) < $(now)::timestamptz - i.sync_interval_seconds * 1.5 * interval '1 second' - interval '5 minutes')
      or exists (select from integration_runs r where r.customer_id = c.id and r.integration_id = i.id and r.status = 'RUNNING')
      or i.credential_expires_at < $(now)::timestamptz + interval '15 days'))
  or exists (select from technical_issues t where t.customer_id = c.id and t.status <> 'RESOLVED')
  or exists (select from risk_acceptances r where r.customer_id = c.id and r.withdrawn_at is null and r.until is not null)
  or not exists (
    select from score_history s
    where s.customer_id = c.id and s.day = ($(now)::timestamptz at time zone 'UTC')::date and s.policy_version = $(policyVersion))
