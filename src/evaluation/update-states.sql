-- Stores new states of integrations; the feed hears of those whose health changed.
update integrations i
set
  health_status    = s."healthStatus",
  health_reason    = s."healthReason",
  health_since     = case when i.health_status = s."healthStatus" then i.health_since else $(now)::timestamptz end,
  recovering_since = s."recoveringSince",
  recovering_to    = s."recoveringTo"
from json_to_recordset($(states)::json) as s (
  "integrationId" uuid, "healthStatus" text, "healthReason" text, "recoveringSince" timestamptz, "recoveringTo" text
)
where i.id = s."integrationId"
