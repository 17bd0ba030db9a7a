-- One integration by its id, whoever owns it: the caller checks that.
select
  id,
  customer_id              as "customerId",
  name,
  type,
  status,
  health_status            as "healthStatus",
  health_reason            as "healthReason",
  health_since             as "healthSince",
  recovering_since         as "recoveringSince",
  recovering_to            as "recoveringTo",
  data_flow_direction      as "dataFlowDirection",
  setup_date               as "setupDate",
  sync_mode                as "syncMode",
  sync_interval_seconds    as "syncIntervalSeconds",
  last_attempt_at          as "lastAttemptAt",
  last_sync_at             as "lastSyncAt",
  authentication_failed_at as "authenticationFailedAt",
  credential_expires_at    as "credentialExpiresAt",
  objects_synced           as "objectsSynced",
  configuration,
  secret_keys              as "secretKeys",
  endpoint,
  updated_at               as "updatedAt"
from integrations
where id = $(key)
