-- What channels are yet to be told: of the customers (null: all; a null among them: what is of no single one), to the channel
-- (null: any), at $(now), of what is open or ended in the last $(endedDays).
-- A silence holds news back while it lasts, and for good where the alert was over before it ended; but whoever was told
-- that something fires also hears that it is over. What was given up as the channel was before somebody took it in hand was not heard.
with heard as not materialized (
  select n.channel_id, n.alert_id, n.phase
  from alert_notices n
  join notification_deliveries d on d.id = n.delivery_id
  join notification_channels c on c.id = n.channel_id
  where d.status <> 'FAILED' or d.tried_with = c.updated_at
),
-- What is open and what ended lately, each by its own index: what is long over is much, and no news.
candidates as not materialized (
  select * from alerts where fired_at is not null and resolved_at is null
  union all
  select * from alerts where resolved_at > $(now)::timestamptz - $(endedDays) * interval '1 day'
)
select
  c.id                 as "channelId",
  a.customer_id        as "customerId",
  a.id                 as "alertId",
  p.phase,
  a.rule_id            as "ruleId",
  coalesce(i.name, about.name, a.subject_id) as "subject",
  a.state,
  a.state_since        as "stateSince",
  a.severity,
  a.title,
  a.description,
  a.condition_since    as "conditionSince",
  a.fired_at           as "firedAt",
  a.resolved_at        as "resolvedAt"
from candidates a
join notification_channels c
  on (c.customer_id = a.customer_id or c.customer_id is null) and c.enabled and c.role = any (a.recipients)
  -- Nobody hears of a channel's failing over that channel.
  and not (a.rule_id = 'notification-channel-failing' and a.subject_id = c.id::text)
cross join lateral (values
  ('FIRING', true),
  ('WORSE_MEDIUM', a.severity = 'MEDIUM' and a.fired_severity = 'LOW'),
  ('WORSE_HIGH', a.severity = 'HIGH' and a.fired_severity <> 'HIGH'),
  ('NO_DATA', a.state = 'NO_DATA' and a.state_since <= $(now)::timestamptz - interval '15 minutes'),
  ('RESOLVED', a.state = 'RESOLVED')
) as p (phase, holds)
left join integrations i on i.id = a.integration_id
left join notification_channels about on a.rule_id = 'notification-channel-failing' and about.id::text = a.subject_id
left join heard told on told.channel_id = c.id and told.alert_id = a.id and told.phase = 'FIRING'
where p.holds
  and ($(customerIds)::uuid[] is null
    or a.customer_id = any ($(customerIds)::uuid[])
    or a.customer_id is null and array_position($(customerIds)::uuid[], null) is not null)
  and ($(channelId)::uuid is null or c.id = $(channelId)::uuid)
  and (a.state <> 'RESOLVED'
    or a.resolved_at > greatest(c.created_at, $(now)::timestamptz - interval '1 day')
    or told.alert_id is not null)
  and not exists (
    select from heard h where h.channel_id = c.id and h.alert_id = a.id and h.phase = p.phase)
  and (
    (p.phase = 'RESOLVED' and told.alert_id is not null)
    or not exists (
      select from alert_silences s
      where s.customer_id = a.customer_id
        and (s.rule_id is null or s.rule_id = a.rule_id)
        and (s.subject_id is null or s.subject_id = a.subject_id)
        and (s.severity is null or s.severity = a.severity)
        and s.starts_at <= coalesce(a.resolved_at, $(now)::timestamptz)
        and least(s.until, s.ended_at) > coalesce(a.resolved_at, $(now)::timestamptz)))
order by a.fired_at, a.id, p.phase
