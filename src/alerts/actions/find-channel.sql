-- The channel that is like the one to be added.
select id from notification_channels
where customer_id is not distinct from $(customerId) and role = $(role) and kind = $(kind) and md5(target) = md5($(target))
