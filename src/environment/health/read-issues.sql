-- The issues of one customer, the most severe and newest first, resolved ones last.
select
  id,
  customer_id       as "customerId",
  rule_id           as "ruleId",
  subject_id        as "subjectId",
  integration_id    as "integrationId",
  title,
  description,
  severity,
  status,
  snoozed_until     as "snoozedUntil",
  first_detected_at as "firstDetectedAt",
  last_detected_at  as "lastDetectedAt",
  resolved_at       as "resolvedAt",
  suggested_action  as "suggestedAction",
  owner,
  updated_at        as "updatedAt"
from technical_issues
where customer_id = $(key)
order by (status = 'RESOLVED'), array_position(array['HIGH', 'MEDIUM', 'LOW'], severity), first_detected_at desc, id
