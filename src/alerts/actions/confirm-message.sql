-- Notes that sending a message was confirmed, once, and gives what is to be sent.
update customer_messages set sent_at = now(), sent_by = $(actor)
where id = $(id) and sent_at is null
returning subject, body, reply_to as "replyTo"
