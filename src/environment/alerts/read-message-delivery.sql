-- The notification that carries one message to a customer.
select * from delivery_rows where "messageId" = $(key)
