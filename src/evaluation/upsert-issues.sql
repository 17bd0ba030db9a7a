-- Stores issues that were opened, reopened, seen again or resolved. One that has changed since it was read stays as it
-- is: people's word stands, and the change has it judged again. Times would not tell: a transaction's is that of its start.
insert into technical_issues (
  id, customer_id, rule_id, subject_id, integration_id, title, description, severity, status, snoozed_until,
  first_detected_at, last_detected_at, resolved_at, suggested_action, owner, updated_at
)
select
  id, "customerId", "ruleId", "subjectId", "integrationId", title, description, severity, status, "snoozedUntil",
  "firstDetectedAt", "lastDetectedAt", "resolvedAt", "suggestedAction", owner, coalesce("readAt", now())
from json_to_recordset($(issues)::json) as i (
  id uuid, "customerId" uuid, "ruleId" text, "subjectId" text, "integrationId" uuid, title text, description text,
  severity text, status text, "snoozedUntil" timestamptz, "firstDetectedAt" timestamptz, "lastDetectedAt" timestamptz,
  "resolvedAt" timestamptz, "suggestedAction" text, owner text, "readAt" timestamptz
)
on conflict (customer_id, rule_id, subject_id) do update set
  integration_id   = excluded.integration_id,
  title            = excluded.title,
  description      = excluded.description,
  severity         = excluded.severity,
  status           = excluded.status,
  snoozed_until    = excluded.snoozed_until,
  last_detected_at = greatest(technical_issues.first_detected_at, excluded.last_detected_at),
  resolved_at      = excluded.resolved_at,
  suggested_action = excluded.suggested_action
where technical_issues.updated_at = excluded.updated_at
