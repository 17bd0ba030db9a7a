-- A page of the alerts that match a filter, the latest first; one more than asked for tells whether there are more.
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
where ($(visible)::uuid[] is null or a.customer_id = any ($(visible)::uuid[]))
  and ($(customerId)::uuid is null or a.customer_id = $(customerId)::uuid)
  and case when $(states)::text[] is null then a.fired_at is not null else a.state = any ($(states)::text[]) end
  and ($(severity)::text is null or a.severity = $(severity))
  and ($(ruleId)::text is null or a.rule_id = $(ruleId))
  and ($(integrationId)::uuid is null or a.integration_id = $(integrationId)::uuid)
  and ($(afterAt)::timestamptz is null or (a.opened_at, a.id) < ($(afterAt)::timestamptz, $(afterId)::uuid))
order by a.opened_at desc, a.id desc
limit $(first)::int + 1
