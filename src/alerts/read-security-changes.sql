-- The last change of each of one customer's security settings in the 24 hours before $(now); a first report is no change.
select distinct on (setting)
  customer_id      as "customerId",
  setting,
  at,
  actor,
  before ->> 'state' as "previousState",
  after ->> 'state'  as "state"
from security_audit_log
where customer_id = $(key) and before is not null and at > $(now)::timestamptz - interval '24 hours'
order by setting, at desc, id desc
