-- Alerts: what is wrong with whom since when, whom to tell, and what was told.

create table alert_rule_overrides (
  customer_id uuid not null references customers on delete cascade,
  rule_id     text not null check (btrim(rule_id) <> ''),
  threshold   double precision check (threshold >= 0 and threshold < 'infinity'),
  for_seconds integer check (for_seconds >= 0),
  enabled     boolean not null default true,
  updated_at  timestamptz not null default now(),
  primary key (customer_id, rule_id)
);
comment on column alert_rule_overrides.threshold is 'In the unit of the rule (see src/alerts/rules); null: the rule''s own.';

-- One row for each time that a rule found something wrong with a subject.
create table alerts (
  id              uuid primary key default gen_random_uuid(),
  customer_id     uuid not null references customers on delete cascade,
  rule_id         text not null,
  subject_id      text not null,
  integration_id  uuid,
  episode         integer not null check (episode > 0),
  state           text not null check (state in ('NORMAL', 'PENDING', 'FIRING', 'RECOVERING', 'RESOLVED', 'NO_DATA', 'ERROR')),
  state_since     timestamptz not null,
  condition_since timestamptz,
  opened_at       timestamptz not null,
  fired_at        timestamptz,
  resolved_at     timestamptz,
  severity        text not null check (severity in ('LOW', 'MEDIUM', 'HIGH')),
  fired_severity  text check (fired_severity in ('LOW', 'MEDIUM', 'HIGH')),
  recipients      text[] not null check (recipients <@ array['CSM', 'TECH']),
  title           text not null,
  description     text not null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  -- Whoever judged an older version does not write.
  version         integer not null default 1,
  updated_at      timestamptz not null default now(),
  foreign key (customer_id, integration_id) references integrations (customer_id, id) on delete set null (integration_id),
  unique (customer_id, rule_id, subject_id, episode),
  constraint what_fired_says_how_badly check ((fired_at is null) = (fired_severity is null)),
  constraint what_fires_has_fired check (fired_at is not null or state not in ('FIRING', 'RECOVERING', 'RESOLVED')),
  constraint resolved_has_a_time check ((state = 'RESOLVED') = (resolved_at is not null)),
  constraint an_acknowledgement_has_an_author check ((acknowledged_at is null) = (acknowledged_by is null))
);
comment on column alerts.condition_since is 'Since when the condition counts as true without a break; a rule''s hold is counted from here.';
comment on column alerts.fired_severity is 'How bad it was when it began to fire; severity only rises from there.';
create unique index alerts_one_open on alerts (customer_id, rule_id, subject_id) where state <> 'RESOLVED';
create index alerts_newest on alerts (customer_id, opened_at desc, id desc);
create index alerts_newest_of_all on alerts (opened_at desc, id desc);
create index alerts_by_end on alerts (resolved_at) where resolved_at is not null;
create index alerts_by_integration on alerts (integration_id) where integration_id is not null;

create table alert_transitions (
  alert_id   uuid not null references alerts on delete cascade,
  version    integer not null,
  at         timestamptz not null,
  from_state text,
  to_state   text not null,
  severity   text not null,
  reason     text not null,
  primary key (alert_id, version)
);

create function count_alert_version() returns trigger language plpgsql as $$
begin
  if new is distinct from old then
    new.version := old.version + 1;
  end if;
  return new;
end $$;
create trigger count_version before update on alerts for each row execute function count_alert_version();

-- The history, and the feed: an alert is news once it has fired.
create function record_alert_change() returns trigger language plpgsql as $$
declare
  previous alerts;
  raised boolean;
begin
  if tg_op = 'UPDATE' then
    previous := old;
    if (old.state, old.severity) is not distinct from (new.state, new.severity) then
      return null;
    end if;
  end if;
  insert into alert_transitions (alert_id, version, at, from_state, to_state, severity, reason)
  values (new.id, new.version, new.state_since, previous.state, new.state, new.severity, new.description);
  if new.fired_at is not null then
    raised := previous.fired_at is null or previous.severity <> new.severity;
    insert into environment_events (customer_id, section, kind, subject_id, payload)
    values (new.customer_id, 'ALERTS', 'ALERT_CHANGED', new.id, jsonb_build_object(
      'previousState', previous.state, 'state', new.state, 'severity', new.severity, 'raised', raised));
  end if;
  return null;
end $$;
create trigger record_change after insert or update on alerts for each row execute function record_alert_change();

alter table environment_events drop constraint environment_events_kind_check,
  add constraint environment_events_kind_check check (kind in ('SECTION_CHANGED', 'INTEGRATION_STATUS_CHANGED', 'ALERT_CHANGED'));

create table notification_channels (
  id              uuid primary key default gen_random_uuid(),
  customer_id     uuid references customers on delete cascade,
  role            text not null check (role in ('CSM', 'TECH')),
  kind            text not null check (kind in ('WEBHOOK', 'SLACK', 'EMAIL')),
  name            text not null check (btrim(name) <> '' and length(name) <= 300),
  target          text not null check (btrim(target) <> '' and length(target) <= 2000),
  secrets         text[] not null default '{}' check (cardinality(secrets) <= 2),
  rotated_at      timestamptz,
  enabled         boolean not null default true,
  disabled_reason text,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  constraint a_webhook_is_signed check (kind <> 'WEBHOOK' or cardinality(secrets) > 0),
  constraint one_in_use_has_no_reason_not_to_be check (not enabled or disabled_reason is null)
);
create index notification_channels_by_customer on notification_channels (customer_id, role);
comment on column notification_channels.customer_id is 'Null: told of every customer''s alerts.';
comment on column notification_channels.secrets is 'Signing keys, the newest first; the second one is for the time of a rotation. They leave only as signatures.';

create table alert_silences (
  id          uuid primary key default gen_random_uuid(),
  customer_id uuid not null references customers on delete cascade,
  rule_id     text,
  subject_id  text,
  severity    text check (severity in ('LOW', 'MEDIUM', 'HIGH')),
  starts_at   timestamptz not null default now(),
  until       timestamptz not null,
  author      text not null check (btrim(author) <> ''),
  reason      text not null check (btrim(reason) <> '' and length(reason) <= 2000),
  ended_at    timestamptz,
  ended_by    text,
  constraint a_silence_lasts check (until > starts_at),
  constraint an_end_has_an_author check ((ended_at is null) = (ended_by is null))
);
create index alert_silences_by_customer on alert_silences (customer_id, until);
comment on table alert_silences is 'A matcher that is null matches everything.';

-- A message to the customer about an issue: composed, looked at, and only then sent.
create table customer_messages (
  id          uuid primary key default gen_random_uuid(),
  customer_id uuid not null references customers on delete cascade,
  issue_id    uuid not null references technical_issues on delete cascade,
  recipient   text not null,
  address     text not null,
  subject     text not null,
  body        text not null,
  composed_at timestamptz not null default now(),
  composed_by text not null,
  sent_at     timestamptz,
  sent_by     text,
  constraint what_was_sent_has_a_sender check ((sent_at is null) = (sent_by is null))
);
create index customer_messages_by_customer on customer_messages (customer_id, composed_at desc);

-- What is sent, frozen when it is put together: retries send the same under the same id.
create table notification_deliveries (
  id              uuid primary key default gen_random_uuid(),
  customer_id     uuid not null references customers on delete cascade,
  channel_id      uuid references notification_channels on delete cascade,
  message_id      uuid unique references customer_messages on delete cascade,
  kind            text not null check (kind in ('FIRING', 'RESOLVED', 'TEST', 'CUSTOMER_MESSAGE')),
  notification    jsonb not null,
  status          text not null default 'PENDING' check (status in ('PENDING', 'DELIVERED', 'FAILED')),
  attempts        integer not null default 0 check (attempts >= 0),
  next_attempt_at timestamptz not null default now(),
  give_up_at      timestamptz not null,
  created_at      timestamptz not null default now(),
  finished_at     timestamptz,
  detail          text,
  constraint it_goes_somewhere check (num_nonnulls(channel_id, message_id) = 1),
  constraint what_is_over_has_an_end check ((status = 'PENDING') = (finished_at is null))
);
create index notification_deliveries_newest on notification_deliveries (customer_id, channel_id, created_at desc, id desc);
create index notification_deliveries_due on notification_deliveries (next_attempt_at) where status = 'PENDING';

create table notification_attempts (
  delivery_id uuid not null references notification_deliveries on delete cascade,
  attempt     integer not null,
  at          timestamptz not null default clock_timestamp(),
  outcome     text not null check (outcome in ('DELIVERED', 'RETRY', 'FAILED', 'GONE')),
  detail      text,
  primary key (delivery_id, attempt)
);

-- What a channel has been told of an alert. The key is why nobody is told twice.
create table alert_notices (
  channel_id  uuid not null references notification_channels on delete cascade,
  alert_id    uuid not null references alerts on delete cascade,
  phase       text not null check (phase in ('FIRING', 'WORSE_MEDIUM', 'WORSE_HIGH', 'NO_DATA', 'RESOLVED')),
  delivery_id uuid not null references notification_deliveries on delete cascade,
  primary key (channel_id, alert_id, phase)
);
create index alert_notices_by_alert on alert_notices (alert_id);
create index alert_notices_by_delivery on alert_notices (delivery_id);

do $$
declare t text;
begin
  foreach t in array array['alert_rule_overrides', 'alerts', 'notification_channels'] loop
    execute format('create trigger touch before update on %I for each row execute function touch_updated_at()', t);
  end loop;
end $$;
