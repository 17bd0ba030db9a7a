-- Changes of one customer's security settings, newest first, after a place in that order; one more than asked for tells whether there are more.
select
  id,
  customer_id as "customerId",
  at,
  actor,
  setting,
  before,
  after
from security_audit_log
where customer_id = $(key)
  and ($(afterAt)::timestamptz is null or (at, id) < ($(afterAt)::timestamptz, $(afterId)::uuid))
order by at desc, id desc
limit $(first)::int + 1
