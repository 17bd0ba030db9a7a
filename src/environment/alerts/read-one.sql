-- One alert by its id, whoever owns it: the caller checks that.
select
  a.id,
  a.customer_id     as "customerId",
  a.rule_id         as "ruleId",
  a.subject_id      as "subjectId",
  a.integration_id  as "integrationId",
  a.episode,
  a.state,
  a.state_since     as "stateSince",
  a.condition_since as "conditionSince",
  a.opened_at       as "openedAt",
  a.fired_at        as "firedAt",
  a.resolved_at     as "resolvedAt",
  a.severity,
  a.recipients,
  a.title,
  a.description,
  a.acknowledged_at as "acknowledgedAt",
  a.acknowledged_by as "acknowledgedBy",
  a.version,
  a.updated_at      as "updatedAt"
from alerts a
where a.id = $(key)
