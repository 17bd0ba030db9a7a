-- Deletes the demo's webhook deliveries from before a time, so that a demo left running does not grow.
delete from webhook_deliveries d
using integrations i
where i.customer_id = any ($(ids)::uuid[]) and d.customer_id = i.customer_id and d.integration_id = i.id and d.created_at < $(oldest)::timestamptz
