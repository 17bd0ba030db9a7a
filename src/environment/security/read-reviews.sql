-- When one customer's security reviews were last done.
select
  customer_id as "customerId",
  subject,
  reviewed_at as "reviewedAt",
  reviewed_by as "reviewedBy"
from security_reviews
where customer_id = $(key)
