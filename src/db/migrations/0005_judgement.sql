-- What judging needs to remember: recoveries under way, how long each health lasted, planned maintenance, what people
-- decided about issues and risks.

alter table integrations
  add column recovering_since timestamptz,
  add column recovering_to text check (recovering_to in ('HEALTHY', 'DEGRADED', 'DOWN')),
  add constraint a_recovery_leads_somewhere check ((recovering_since is null) = (recovering_to is null));

-- How long an integration was in which health; the open period is the present.
create table integration_health_periods (
  customer_id    uuid not null,
  integration_id uuid not null,
  started_at     timestamptz not null,
  ended_at       timestamptz check (ended_at >= started_at),
  health_status  text not null check (health_status in ('HEALTHY', 'DEGRADED', 'DOWN', 'UNKNOWN')),
  primary key (integration_id, started_at),
  foreign key (customer_id, integration_id) references integrations (customer_id, id) on delete cascade
);
create index integration_health_periods_by_customer on integration_health_periods (customer_id, integration_id, started_at desc);
create unique index integration_health_periods_one_open on integration_health_periods (integration_id) where ended_at is null;

create function date_health_change() returns trigger language plpgsql as $$
begin
  if new.health_status <> old.health_status and new.health_since = old.health_since then
    new.health_since := now();
  end if;
  return new;
end $$;
create trigger date_health before update on integrations for each row execute function date_health_change();

create function record_health_period() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.health_status = old.health_status then
      return null;
    end if;
    update integration_health_periods set ended_at = greatest(started_at, new.health_since)
    where integration_id = new.id and ended_at is null;
  end if;
  insert into integration_health_periods (customer_id, integration_id, started_at, health_status)
  values (new.customer_id, new.id, new.health_since, new.health_status)
  on conflict (integration_id, started_at) do update set health_status = excluded.health_status, ended_at = null;
  return null;
end $$;
create trigger health_period after insert or update of health_status on integrations
  for each row execute function record_health_period();

create table maintenance_windows (
  id             uuid primary key default gen_random_uuid(),
  customer_id    uuid not null references customers on delete cascade,
  integration_id uuid,
  starts_at      timestamptz not null,
  ends_at        timestamptz not null check (ends_at > starts_at),
  reason         text,
  created_by     text,
  updated_at     timestamptz not null default now(),
  foreign key (customer_id, integration_id) references integrations (customer_id, id) on delete cascade
);
create index maintenance_windows_by_customer on maintenance_windows (customer_id, starts_at);
comment on column maintenance_windows.integration_id is 'Null: all of the customer''s integrations.';

create table risk_acceptances (
  id           uuid primary key default gen_random_uuid(),
  customer_id  uuid not null references customers on delete cascade,
  setting      text not null check (setting in ('SSO', 'MFA', 'IP_ALLOWLIST', 'API_KEY_ROTATION', 'AUDIT_LOGGING', 'DATA_ENCRYPTION')),
  reason       text not null check (btrim(reason) <> '' and length(reason) <= 2000),
  accepted_by  text not null check (btrim(accepted_by) <> ''),
  accepted_at  timestamptz not null default now(),
  until        date,
  withdrawn_at timestamptz check (withdrawn_at >= accepted_at),
  withdrawn_by text,
  updated_at   timestamptz not null default now(),
  constraint a_withdrawal_has_an_author check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index risk_acceptances_by_customer on risk_acceptances (customer_id, setting);
create unique index risk_acceptances_one_in_force on risk_acceptances (customer_id, setting) where withdrawn_at is null;

alter table technical_issues
  add column snoozed_until timestamptz,
  add constraint snoozed_has_an_end check ((status = 'SNOOZED') = (snoozed_until is not null));

-- Who did what to an issue; rows are only added.
create table technical_issue_changes (
  id          uuid primary key default gen_random_uuid(),
  customer_id uuid not null,
  issue_id    uuid not null references technical_issues on delete cascade,
  at          timestamptz not null default clock_timestamp(),
  actor       text not null,
  before      jsonb,
  after       jsonb not null
);
create index technical_issue_changes_by_issue on technical_issue_changes (customer_id, issue_id, at desc);

create function record_issue_change() returns trigger language plpgsql as $$
declare
  previous jsonb;
  current_ jsonb := jsonb_build_object('status', new.status, 'owner', new.owner, 'snoozedUntil', new.snoozed_until, 'severity', new.severity);
begin
  if tg_op = 'UPDATE' then
    previous := jsonb_build_object('status', old.status, 'owner', old.owner, 'snoozedUntil', old.snoozed_until, 'severity', old.severity);
  end if;
  if previous is distinct from current_ then
    insert into technical_issue_changes (customer_id, issue_id, actor, before, after)
    values (new.customer_id, new.id, coalesce(nullif(current_setting('app.actor', true), ''), session_user), previous, current_);
  end if;
  return null;
end $$;
create trigger history after insert or update on technical_issues for each row execute function record_issue_change();

create trigger touch before update on maintenance_windows for each row execute function touch_updated_at();
create trigger touch before update on risk_acceptances for each row execute function touch_updated_at();

do $$
declare t record;
begin
  for t in select * from (values ('maintenance_windows', 'INTEGRATIONS'), ('risk_acceptances', 'SECURITY')) as s (name, section) loop
    execute format('create trigger record_insert after insert on %I referencing new table as new_rows for each statement execute function record_section_insert(%L)', t.name, t.section);
    execute format('create trigger record_update after update on %I referencing old table as old_rows new table as new_rows for each statement execute function record_section_update(%L)', t.name, t.section);
    execute format('create trigger record_delete after delete on %I referencing old table as old_rows for each statement execute function record_section_delete(%L)', t.name, t.section);
  end loop;
end $$;
