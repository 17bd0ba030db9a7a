-- Adds a notification channel, unless there is one like it: $1 id, $2 customer, $3 role, $4 kind, $5 name, $6 target, $7 keys,
-- $8 enabled.
insert into notification_channels (id, customer_id, role, kind, name, target, secrets, enabled)
values ($1, $2, $3, $4, $5, $6, $7::text[], $8)
on conflict (customer_id, role, kind, md5(target)) do nothing
