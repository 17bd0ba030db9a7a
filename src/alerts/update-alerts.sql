-- Moves alerts on and gives those that nobody has moved since they were read.
update alerts t
set
  state = a.state, state_since = a."stateSince", condition_since = a."conditionSince", opened_at = a."openedAt",
  fired_at = a."firedAt", resolved_at = a."resolvedAt", severity = a.severity,
  fired_severity = case when a."firedAt" is not null then coalesce(t.fired_severity, a.severity) end,
  recipients = a.recipients, title = a.title, description = a.description
from json_to_recordset($(alerts)::json) as a (
  id uuid, state text, "stateSince" timestamptz, "conditionSince" timestamptz, "openedAt" timestamptz,
  "firedAt" timestamptz, "resolvedAt" timestamptz, severity text, recipients text[], title text, description text,
  version integer
)
where t.id = a.id and t.version = a.version
returning t.id, t.customer_id as "customerId", t.rule_id as "ruleId", t.subject_id as "subjectId"
