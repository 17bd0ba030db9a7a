-- The changes of one customer's security settings in the 24 hours before $(now), the latest 100; a first report is no change.
select
  customer_id as "customerId",
  id,
  setting,
  at,
  actor,
  before,
  after
from security_audit_log
where customer_id = $(key) and before is not null and at > $(now)::timestamptz - interval '24 hours'
order by at desc, id desc
limit 100
