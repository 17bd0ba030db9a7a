-- One customer's alerts that are not resolved.
select
  id,
  customer_id     as "customerId",
  rule_id         as "ruleId",
  subject_id      as "subjectId",
  integration_id  as "integrationId",
  episode,
  state,
  state_since     as "stateSince",
  condition_since as "conditionSince",
  opened_at       as "openedAt",
  fired_at        as "firedAt",
  resolved_at     as "resolvedAt",
  severity,
  recipients,
  title,
  description,
  acknowledged_at as "acknowledgedAt",
  acknowledged_by as "acknowledgedBy",
  version,
  updated_at      as "updatedAt"
from alerts
where customer_id = $(key) and state <> 'RESOLVED'
