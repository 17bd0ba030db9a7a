-- How each of one customer's channels does.
select * from channel_signals where "customerId" = $(key)
