-- One silence by its id, whoever owns it: the caller checks that. One that was ended lasted until then.
select
  id,
  customer_id as "customerId",
  rule_id     as "ruleId",
  subject_id  as "subjectId",
  severity,
  starts_at   as "startsAt",
  least(until, ended_at) as "until",
  author,
  reason,
  ended_at    as "endedAt"
from alert_silences
where id = $(key)
