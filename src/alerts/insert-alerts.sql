-- Opens alerts and gives those that nobody else has opened meanwhile. What was judged before an episode of the same ended
-- knows nothing of that end, and opens no other; an end that is yet to come is of a clock that was set back.
insert into alerts (
  customer_id, rule_id, subject_id, integration_id, episode, state, state_since, condition_since, opened_at, fired_at,
  severity, fired_severity, recipients, title, description
)
select
  a."customerId", a."ruleId", a."subjectId", i.id, 1 + coalesce(past.episodes, 0),
  a.state, a."stateSince", a."conditionSince", a."openedAt", a."firedAt",
  a.severity, case when a."firedAt" is not null then a.severity end, a.recipients, a.title, a.description
from json_to_recordset($(alerts)::json) as a (
  "customerId" uuid, "ruleId" text, "subjectId" text, "integrationId" uuid, state text, "stateSince" timestamptz,
  "conditionSince" timestamptz, "openedAt" timestamptz, "firedAt" timestamptz, severity text, recipients text[],
  title text, description text
)
left join customers c on c.id = a."customerId"
left join integrations i on i.customer_id = a."customerId" and i.id = a."integrationId"
cross join lateral (
  -- Two branches, since an index serves "equal" and "null" but not one condition for both.
  select max(e.episode) as episodes, max(e.resolved_at) as ended_at
  from (
    select episode, resolved_at from alerts
    where customer_id = a."customerId" and rule_id = a."ruleId" and subject_id = a."subjectId"
    union all
    select episode, resolved_at from alerts
    where a."customerId" is null and customer_id is null and rule_id = a."ruleId" and subject_id = a."subjectId"
  ) e
) past
where (a."customerId" is null or c.id is not null)
  and (past.ended_at is null or past.ended_at < a."openedAt" or past.ended_at > clock_timestamp())
on conflict do nothing
returning id, customer_id as "customerId", rule_id as "ruleId", subject_id as "subjectId"
