-- Keeps a message to a customer as it was composed.
insert into customer_messages (id, customer_id, issue_id, recipient, address, reply_to, subject, body, composed_by)
values ($(id), $(customerId), $(issueId), $(recipient), $(address), $(replyTo), $(subject), $(body), $(actor))
