-- Announces downtime.
insert into maintenance_windows (id, customer_id, integration_id, starts_at, ends_at, reason, created_by)
values ($(id), $(customerId), $(integrationId), $(startsAt), $(endsAt), $(reason), $(actor))
