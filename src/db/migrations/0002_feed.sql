-- The feed: what changed, written in the writer's own transaction, so that no writer can bypass it.

create table environment_events (
  xid         xid8 not null default pg_current_xact_id(),
  id          bigint generated always as identity,
  customer_id uuid not null,
  section     text not null,
  kind        text not null check (kind in ('SECTION_CHANGED', 'INTEGRATION_STATUS_CHANGED')),
  subject_id  uuid,
  payload     jsonb,
  at          timestamptz not null default clock_timestamp(),
  primary key (xid, id)
);
create index environment_events_by_age on environment_events (at);

-- One row. A cursor is only good in the history it was cut from: whoever restores a backup or
-- otherwise rewrites history sets a new epoch, and every older cursor is then refused.
create table feed_epoch (
  singleton boolean primary key default true check (singleton),
  epoch     uuid not null default gen_random_uuid()
);
insert into feed_epoch default values;

-- One row per customer, section and statement. Statements that change nothing say nothing.
create function record_section_insert() returns trigger language plpgsql as $$
begin
  insert into environment_events (customer_id, section, kind)
  select distinct customer_id, tg_argv[0], 'SECTION_CHANGED' from new_rows;
  return null;
end $$;

create function record_section_delete() returns trigger language plpgsql as $$
begin
  insert into environment_events (customer_id, section, kind)
  select distinct customer_id, tg_argv[0], 'SECTION_CHANGED' from old_rows;
  return null;
end $$;

create function record_section_update() returns trigger language plpgsql as $$
begin
  insert into environment_events (customer_id, section, kind)
  select customer_id, tg_argv[0], 'SECTION_CHANGED' from (
    (select * from new_rows except all select * from old_rows)
    union all
    (select * from old_rows except all select * from new_rows)
  ) changed
  group by customer_id;
  return null;
end $$;

-- customers has its key in id; the rest of the trigger machinery speaks of customer_id.
create function record_customer_change() returns trigger language plpgsql as $$
begin
  if tg_op <> 'DELETE' then
    insert into environment_events (customer_id, section, kind) select id, 'CUSTOMER', 'SECTION_CHANGED' from new_rows;
  else
    insert into environment_events (customer_id, section, kind) select id, 'CUSTOMER', 'SECTION_CHANGED' from old_rows;
  end if;
  return null;
end $$;

create function record_integration_status() returns trigger language plpgsql as $$
begin
  insert into environment_events (customer_id, section, kind, subject_id, payload)
  select n.customer_id, 'INTEGRATIONS', 'INTEGRATION_STATUS_CHANGED', n.id, jsonb_build_object(
    'previousStatus', o.status, 'status', n.status,
    'previousHealthStatus', o.health_status, 'healthStatus', n.health_status,
    'reason', n.health_reason)
  from new_rows n join old_rows o on o.id = n.id
  where (o.status, o.health_status) is distinct from (n.status, n.health_status)
  order by n.id;
  return null;
end $$;

create trigger record_insert after insert on customers referencing new table as new_rows for each statement execute function record_customer_change();
create trigger record_update after update on customers referencing new table as new_rows for each statement execute function record_customer_change();
create trigger record_delete after delete on customers referencing old table as old_rows for each statement execute function record_customer_change();

-- Triggers fire in the order of their names: the section's row first, then one row for each integration.
create trigger record_update_status after update on integrations referencing old table as old_rows new table as new_rows
  for each statement execute function record_integration_status();

do $$
declare t record;
begin
  for t in select * from (values
      ('integrations', 'INTEGRATIONS'), ('integration_runs', 'INTEGRATIONS'), ('webhook_deliveries', 'INTEGRATIONS'),
      ('pending_integrations', 'PENDING_INTEGRATIONS'),
      ('api_usage_daily', 'USAGE'), ('api_endpoint_daily', 'USAGE'), ('api_quotas', 'QUOTAS'),
      ('security_settings', 'SECURITY'), ('security_reviews', 'SECURITY'), ('security_audit_log', 'SECURITY'),
      ('compliance_items', 'COMPLIANCE'), ('deployments', 'DEPLOYMENT'), ('technologies', 'TECH_STACK'),
      ('technical_contacts', 'CONTACTS'), ('technical_issues', 'ISSUES')) as s (name, section)
  loop
    execute format('create trigger record_insert after insert on %I referencing new table as new_rows for each statement execute function record_section_insert(%L)', t.name, t.section);
    execute format('create trigger record_update after update on %I referencing old table as old_rows new table as new_rows for each statement execute function record_section_update(%L)', t.name, t.section);
    execute format('create trigger record_delete after delete on %I referencing old table as old_rows for each statement execute function record_section_delete(%L)', t.name, t.section);
  end loop;
end $$;
