-- One message to a customer by its id, whoever it is to: the caller checks that.
select
  id,
  customer_id as "customerId",
  issue_id    as "issueId",
  recipient,
  address,
  reply_to    as "replyTo",
  subject,
  body,
  composed_at as "composedAt",
  sent_at     as "sentAt"
from customer_messages
where id = $(key)
