-- Alerts about what belongs to no single customer, changes that are judged once however many processes there are, and
-- channels and deliveries that are told apart by what they are.

-- A channel for every customer that fails has one alert, of no customer.
alter table alerts
  alter column customer_id drop not null,
  add constraint an_integration_has_a_customer check (integration_id is null or customer_id is not null),
  drop constraint alerts_customer_id_rule_id_subject_id_episode_key,
  add constraint alerts_episodes unique nulls not distinct (customer_id, rule_id, subject_id, episode);
comment on column alerts.customer_id is 'Null: it is about a channel for every customer.';
drop index alerts_one_open;
create unique index alerts_one_open on alerts (customer_id, rule_id, subject_id) nulls not distinct where state <> 'RESOLVED';
create index alerts_ended on alerts (customer_id, resolved_at) where resolved_at is not null;
alter table environment_events alter column customer_id drop not null;
alter table notification_deliveries
  alter column customer_id drop not null,
  add constraint a_message_has_a_customer check (message_id is null or customer_id is not null);

-- What was one alert for each customer becomes one; those who were told of a customer's hear that it is over, and what
-- nobody was told of goes.
create table merged as
with shared as materialized (select id, gen_random_uuid() as into_id from notification_channels where customer_id is null)
select a.id, c.into_id
from alerts a
join shared c on c.id::text = a.subject_id
where a.rule_id = 'notification-channel-failing' and a.state <> 'RESOLVED' and a.fired_at is not null;

insert into alerts (
  id, rule_id, subject_id, episode, state, state_since, condition_since, opened_at, fired_at, severity, fired_severity,
  recipients, title, description)
select distinct on (m.into_id)
  m.into_id, a.rule_id, a.subject_id, 1, 'FIRING', a.fired_at, a.condition_since, a.opened_at, a.fired_at, a.severity,
  a.fired_severity, a.recipients, a.title, a.description
from merged m
join alerts a using (id)
order by m.into_id, a.fired_at, a.id;

insert into alert_notices (channel_id, alert_id, phase, delivery_id)
select n.channel_id, m.into_id, n.phase, n.delivery_id
from merged m
join alert_notices n on n.alert_id = m.id
join notification_channels c on c.id = n.channel_id and c.customer_id is null
on conflict do nothing;
delete from alert_notices n using merged m, notification_channels c
where n.alert_id = m.id and c.id = n.channel_id and c.customer_id is null;
update alerts set state = 'RESOLVED', state_since = now(), resolved_at = now()
where id in (select m.id from merged m join alert_notices n on n.alert_id = m.id);
delete from alerts a using notification_channels c
where a.rule_id = 'notification-channel-failing' and a.state <> 'RESOLVED' and a.customer_id is not null
  and c.id::text = a.subject_id and c.customer_id is null;
drop table merged;

-- Each change of a security setting is an alert of its own: what is open is about the setting's last change.
update alerts a set subject_id = l.id::text
from (
  select distinct on (customer_id, setting) customer_id, setting, id
  from security_audit_log
  where before is not null
  order by customer_id, setting, at desc, id desc
) l
where a.rule_id = 'security-configuration-changed' and a.state <> 'RESOLVED'
  and l.customer_id = a.customer_id and l.setting = a.subject_id;

-- An attempt that fails says something of the channel as it was then.
alter table notification_deliveries add column tried_with timestamptz;
comment on column notification_deliveries.tried_with is
  'The channel''s updated_at when the last attempt began; null before the first, and where that found the channel switched off.';
update notification_deliveries d set tried_with = case when d.finished_at >= c.updated_at then c.updated_at else '-infinity' end
from notification_channels c
where c.id = d.channel_id and d.status = 'FAILED';

-- What alerts read of a channel: how the newest that was tried and is over ended, where a test counts if it arrived; and
-- what waits.
create index notification_deliveries_outcome on notification_deliveries (channel_id, finished_at desc, id desc)
  where status <> 'PENDING' and (kind <> 'TEST' or status = 'DELIVERED');
create index notification_deliveries_waiting on notification_deliveries (channel_id, created_at) where status = 'PENDING';
drop index notification_deliveries_ended;
create view channel_signals as
select
  c.customer_id     as "customerId",
  c.id              as "channelId",
  c.name,
  c.enabled,
  c.disabled_reason as "disabledReason",
  done.status       as "lastStatus",
  coalesce(case when done.status = 'FAILED' then done.detail end, waiting.detail) as "lastDetail",
  waiting.created_at as "failingSince"
from notification_channels c
left join lateral (
  select status, detail from notification_deliveries
  where channel_id = c.id and status <> 'PENDING' and (kind <> 'TEST' or status = 'DELIVERED')
    and (status = 'DELIVERED' or tried_with is not null)
  order by finished_at desc, id desc limit 1
) done on true
left join lateral (
  select detail, created_at from notification_deliveries
  where channel_id = c.id and status = 'PENDING' and attempts > 0 and kind <> 'TEST'
  order by created_at limit 1
) waiting on true;

-- The rows as they are read, whoever reads them.
create view alert_rows as
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
from alerts;

create view delivery_rows as
select
  id,
  customer_id     as "customerId",
  channel_id      as "channelId",
  message_id      as "messageId",
  kind,
  status,
  attempts,
  next_attempt_at as "nextAttemptAt",
  created_at      as "createdAt",
  finished_at     as "finishedAt",
  detail
from notification_deliveries;

-- How far each customer's alerts have been judged, and who judges them just now, so that several processes share the work.
create table alert_looks (
  customer_id uuid references customers on delete cascade,
  scope       uuid primary key generated always as (coalesce(customer_id, '00000000-0000-0000-0000-000000000000')) stored,
  seen        pg_snapshot not null default '1:1:',
  looked_at   timestamptz not null default '-infinity',
  taken_by    uuid not null,
  taken_until timestamptz not null,
  taken_seen  pg_snapshot not null default pg_current_snapshot(),
  taken_at    timestamptz not null default now()
);
comment on column alert_looks.customer_id is 'Null: what belongs to no single customer. There is a row once somebody has looked.';
comment on column alert_looks.seen is 'What the last look that was stored has seen: every transaction that is visible in it.';
comment on column alert_looks.taken_until is 'While this is ahead and not yet looked at, nobody else looks; one who dies meanwhile is replaced then.';

-- A channel is known by whom it serves, which role it tells and where it leads. Of several that are the same the one in use,
-- or else last changed, stays, with what the others have told.
create table duplicates as
select id, kept_id
from (
  select id, first_value(id) over (partition by customer_id, role, kind, target order by enabled desc, updated_at desc, id) as kept_id
  from notification_channels
) c
where id <> kept_id;
insert into alert_notices (channel_id, alert_id, phase, delivery_id)
select d.kept_id, n.alert_id, n.phase, n.delivery_id
from duplicates d
join alert_notices n on n.channel_id = d.id
on conflict do nothing;
update notification_deliveries set channel_id = d.kept_id from duplicates d where channel_id = d.id;
delete from notification_channels c using duplicates d where c.id = d.id;
drop table duplicates;
-- Some targets are longer than an index takes.
create unique index notification_channels_one_each on notification_channels (customer_id, role, kind, md5(target)) nulls not distinct;
