-- One issue by its id, whoever owns it: the caller checks that.
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
where id = $(key)
