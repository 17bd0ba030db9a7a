-- One customer's silences that are in force at $(now), the latest first.
select
  id,
  customer_id as "customerId",
  rule_id     as "ruleId",
  subject_id  as "subjectId",
  severity,
  starts_at   as "startsAt",
  until,
  author,
  reason,
  ended_at    as "endedAt"
from alert_silences
where customer_id = $(key) and until > $(now)::timestamptz and ended_at is null
order by starts_at desc, id
