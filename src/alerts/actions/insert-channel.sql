-- Adds a notification channel.
insert into notification_channels (id, customer_id, role, kind, name, target, secrets, enabled)
values ($(id), $(customerId), $(role), $(kind), $(name), $(target), $(secrets)::text[], $(enabled))
