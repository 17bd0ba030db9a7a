-- Deletes the demo's runs from before a time, so that a demo left running does not grow.
delete from integration_runs r
using integrations i
where i.customer_id = any ($(ids)::uuid[]) and r.customer_id = i.customer_id and r.integration_id = i.id and r.started_at < $(oldest)::timestamptz
