-- The read model: what other systems know about a customer's technical environment.
-- Every customer-owned table leads its index with customer_id, so that one customer is one range
-- and the tables can later be distributed by it.

-- Keeps updated_at honest whoever writes: it moves when, and only when, something else in the row changed.
create function touch_updated_at() returns trigger language plpgsql as $$
begin
  if new is distinct from old then
    new.updated_at := now();
  end if;
  return new;
end $$;

-- A local copy of what the customers system owns.
create table customers (
  id         uuid primary key,
  name       text not null check (btrim(name) <> '' and length(name) <= 300),
  domain     text,
  csm_name   text,
  csm_email  text,
  updated_at timestamptz not null default now()
);
create index customers_by_name on customers (lower(name), id);

create table integrations (
  id                       uuid primary key,
  customer_id              uuid not null references customers on delete cascade,
  name                     text not null check (btrim(name) <> '' and length(name) <= 300),
  type                     text not null check (type in ('CRM', 'COMMUNICATION', 'ANALYTICS', 'SUPPORT', 'IDENTITY', 'STORAGE', 'AUTOMATION', 'CUSTOM', 'OTHER')),
  status                   text not null check (status in ('ACTIVE', 'INACTIVE', 'ERROR')),
  health_status            text not null default 'UNKNOWN' check (health_status in ('HEALTHY', 'DEGRADED', 'DOWN', 'UNKNOWN')),
  health_reason            text,
  health_since             timestamptz not null default now(),
  data_flow_direction      text not null check (data_flow_direction in ('INBOUND', 'OUTBOUND', 'BIDIRECTIONAL')),
  setup_date               date not null,
  sync_mode                text not null check (sync_mode in ('SCHEDULED', 'REALTIME', 'MANUAL')),
  sync_interval_seconds    integer check (sync_interval_seconds > 0),
  last_attempt_at          timestamptz,
  last_sync_at             timestamptz,
  authentication_failed_at timestamptz,
  credential_expires_at    timestamptz,
  objects_synced           text[] not null default '{}',
  configuration            jsonb not null default '{}' check (jsonb_typeof(configuration) = 'object'),
  secret_keys              text[] not null default '{}',
  endpoint                 text,
  updated_at               timestamptz not null default now(),
  unique (customer_id, id),
  unique (customer_id, name),
  constraint a_schedule_has_an_interval check ((sync_mode = 'SCHEDULED') = (sync_interval_seconds is not null)),
  constraint a_success_is_an_attempt check (last_sync_at is null or last_attempt_at >= last_sync_at),
  -- Query strings and user information carry credentials; they never enter this table.
  constraint an_endpoint_has_no_secrets check (endpoint ~ '^[a-z][a-z0-9+.-]*://[^/?#@]+(/[^?#]*)?$')
);
comment on column integrations.authentication_failed_at is 'When the other side last refused our credentials; null once it accepts them again.';
comment on column integrations.configuration is 'Allow-listed keys and their text values; names of secret keys are in secret_keys, their values nowhere.';

create table pending_integrations (
  customer_id  uuid not null references customers on delete cascade,
  name         text not null check (btrim(name) <> ''),
  requested_at timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  primary key (customer_id, name)
);

create table integration_runs (
  id             uuid primary key default gen_random_uuid(),
  customer_id    uuid not null,
  integration_id uuid not null,
  started_at     timestamptz not null,
  finished_at    timestamptz,
  status         text not null check (status in ('RUNNING', 'SUCCEEDED', 'FAILED')),
  records_synced bigint not null default 0 check (records_synced >= 0),
  error_class    text,
  error_message  text check (length(error_message) <= 10000),
  foreign key (customer_id, integration_id) references integrations (customer_id, id) on delete cascade,
  -- The upstream may report a run twice; its start identifies it.
  unique (integration_id, started_at),
  constraint a_finished_run_has_an_end check ((status = 'RUNNING') = (finished_at is null)),
  constraint a_run_ends_after_its_start check (finished_at >= started_at),
  constraint a_failure_has_a_class check ((status = 'FAILED') = (error_class is not null))
);
create index integration_runs_newest on integration_runs (customer_id, integration_id, started_at desc, id desc);

create table webhook_deliveries (
  id                   uuid primary key default gen_random_uuid(),
  customer_id          uuid not null,
  integration_id       uuid not null,
  created_at           timestamptz not null,
  status               text not null check (status in ('PENDING', 'SUCCEEDED', 'FAILED')),
  attempts             integer not null default 0 check (attempts >= 0),
  first_attempt_failed boolean,
  response_status      integer check (response_status between 100 and 599),
  latency_ms           integer check (latency_ms >= 0),
  error_class          text,
  error_message        text check (length(error_message) <= 10000),
  foreign key (customer_id, integration_id) references integrations (customer_id, id) on delete cascade,
  constraint an_attempt_has_an_outcome check ((attempts = 0) = (first_attempt_failed is null)),
  constraint an_outcome_needs_an_attempt check (status = 'PENDING' or attempts > 0),
  constraint a_final_failure_failed_at_first check (status <> 'FAILED' or first_attempt_failed)
);
create index webhook_deliveries_newest on webhook_deliveries (customer_id, integration_id, created_at desc, id desc);
comment on column webhook_deliveries.first_attempt_failed is 'How the delivery counts in rates: once, by its first attempt; null before it.';

create table api_usage_daily (
  customer_id       uuid not null references customers on delete cascade,
  day               date not null,
  calls             bigint not null check (calls >= 0),
  client_errors     bigint not null default 0 check (client_errors >= 0),
  server_errors     bigint not null default 0 check (server_errors >= 0),
  rate_limited      bigint not null default 0 check (rate_limited >= 0),
  latency_total_ms  bigint check (latency_total_ms >= 0),
  latency_histogram bigint[] not null default '{}' check (cardinality(latency_histogram) in (0, 14)),
  peak_per_second   integer check (peak_per_second >= 0),
  updated_at        timestamptz not null default now(),
  primary key (customer_id, day),
  constraint failures_are_calls check (client_errors + server_errors + rate_limited <= calls)
);
comment on column api_usage_daily.client_errors is '4xx answers but 429, which count as rate_limited.';
comment on column api_usage_daily.latency_histogram is 'Calls by latency; upper bounds in ms: 10 25 50 75 100 150 200 300 500 750 1000 2000 5000 and above.';

create table api_endpoint_daily (
  customer_id uuid not null references customers on delete cascade,
  day         date not null,
  endpoint    text not null check (endpoint ~ '^/' and length(endpoint) <= 500),
  calls       bigint not null check (calls >= 0),
  updated_at  timestamptz not null default now(),
  primary key (customer_id, day, endpoint)
);

create table api_quotas (
  customer_id uuid not null references customers on delete cascade,
  resource    text not null check (resource in ('API_CALLS', 'RATE_LIMIT', 'STORAGE', 'WEBHOOKS')),
  period      text not null check (period in ('SECOND', 'DAY', 'MONTH', 'NONE')),
  used        double precision not null check (used >= 0 and used < 'infinity'),
  quota_limit double precision check (quota_limit >= 0 and quota_limit < 'infinity'),
  unit        text not null,
  resets_at   timestamptz,
  updated_at  timestamptz not null default now(),
  primary key (customer_id, resource, period)
);
comment on column api_quotas.quota_limit is 'Null: unlimited.';

create table security_settings (
  customer_id   uuid not null references customers on delete cascade,
  setting       text not null,
  state         text not null,
  detail        text,
  rotation_days integer check (rotation_days > 0),
  updated_at    timestamptz not null default now(),
  primary key (customer_id, setting),
  constraint a_setting_has_a_state_of_its_own check (
    case setting
      when 'SSO'              then state in ('ENABLED', 'DISABLED', 'UNKNOWN')
      when 'MFA'              then state in ('ENFORCED', 'OPTIONAL', 'DISABLED', 'UNKNOWN')
      when 'IP_ALLOWLIST'     then state in ('CONFIGURED', 'NOT_CONFIGURED', 'UNKNOWN')
      when 'API_KEY_ROTATION' then state in ('ENABLED', 'DISABLED', 'UNKNOWN')
      when 'AUDIT_LOGGING'    then state in ('ENABLED', 'DISABLED', 'UNKNOWN')
      when 'DATA_ENCRYPTION'  then state in ('ENABLED', 'DISABLED', 'UNKNOWN')
      else false
    end),
  constraint only_rotation_has_days check (rotation_days is null or (setting = 'API_KEY_ROTATION' and state = 'ENABLED'))
);

create table security_reviews (
  customer_id uuid not null references customers on delete cascade,
  subject     text not null check (subject in ('ADMIN_ACCESS')),
  reviewed_at timestamptz not null,
  reviewed_by text,
  updated_at  timestamptz not null default now(),
  primary key (customer_id, subject)
);

-- Outlives the customer, so it references nothing.
create table security_audit_log (
  id          uuid primary key default gen_random_uuid(),
  customer_id uuid not null,
  at          timestamptz not null default clock_timestamp(),
  actor       text not null,
  setting     text not null,
  before      jsonb,
  after       jsonb,
  constraint a_change_has_a_side check (before is not null or after is not null)
);
create index security_audit_log_newest on security_audit_log (customer_id, at desc, id desc);

create table compliance_items (
  customer_id      uuid not null references customers on delete cascade,
  aspect           text not null check (btrim(aspect) <> ''),
  status           text not null check (status in ('MET', 'COVERED', 'SIGNED', 'GAP', 'NOT_APPLICABLE', 'UNKNOWN')),
  scope            text not null check (scope in ('VENDOR', 'CUSTOMER')),
  details          text,
  since            date,
  required_regions text[] not null default '{}',
  transfer_basis   text,
  position         integer not null default 0,
  updated_at       timestamptz not null default now(),
  primary key (customer_id, aspect)
);
comment on column compliance_items.required_regions is 'Region prefixes in which the obligation wants the data kept (EU matches EU-West); empty: it does not say.';
comment on column compliance_items.transfer_basis is 'What allows data outside required_regions, e.g. standard contractual clauses.';

create table deployments (
  customer_id   uuid primary key references customers on delete cascade,
  model         text not null check (model in ('MULTI_TENANT', 'SINGLE_TENANT', 'HYBRID', 'ON_PREMISES')),
  region        text not null,
  backup_region text,
  version       text,
  plan          text,
  updated_at    timestamptz not null default now()
);

create table technologies (
  id            uuid primary key default gen_random_uuid(),
  customer_id   uuid not null references customers on delete cascade,
  category      text not null,
  name          text not null check (btrim(name) <> ''),
  confidence    double precision not null check (confidence between 0 and 1),
  confirmed     boolean not null default false,
  first_seen_at timestamptz not null,
  last_seen_at  timestamptz not null check (last_seen_at >= first_seen_at),
  source        text not null,
  updated_at    timestamptz not null default now(),
  unique (customer_id, name, source)
);

create table technical_contacts (
  id              uuid primary key,
  customer_id     uuid not null references customers on delete cascade,
  name            text not null check (btrim(name) <> ''),
  role            text,
  technical_level text check (technical_level in ('HIGH', 'MEDIUM', 'LOW')),
  email           text check (email ~ '^[^@\s]+@[^@\s]+$'),
  is_primary      boolean not null default false,
  updated_at      timestamptz not null default now(),
  unique (customer_id, id)
);
create unique index technical_contacts_one_primary on technical_contacts (customer_id) where is_primary;

create table technical_issues (
  id                uuid primary key,
  customer_id       uuid not null references customers on delete cascade,
  rule_id           text not null,
  subject_id        text not null,
  integration_id    uuid,
  title             text not null,
  description       text not null,
  severity          text not null check (severity in ('LOW', 'MEDIUM', 'HIGH')),
  status            text not null check (status in ('OPEN', 'INVESTIGATING', 'MONITORING', 'ACKNOWLEDGED', 'SNOOZED', 'RESOLVED')),
  first_detected_at timestamptz not null,
  last_detected_at  timestamptz not null check (last_detected_at >= first_detected_at),
  resolved_at       timestamptz,
  suggested_action  text,
  owner             text,
  updated_at        timestamptz not null default now(),
  foreign key (customer_id, integration_id) references integrations (customer_id, id) on delete set null (integration_id),
  -- The fingerprint: a condition that returns reopens its issue and never makes a second.
  unique (customer_id, rule_id, subject_id),
  constraint resolved_has_a_time check ((status = 'RESOLVED') = (resolved_at is not null))
);
create index technical_issues_by_integration on technical_issues (integration_id) where integration_id is not null;

create table score_history (
  customer_id    uuid not null references customers on delete cascade,
  day            date not null,
  policy_version text not null,
  score          integer check (score between 0 and 100),
  integrations   integer check (integrations between 0 and 100),
  api            integer check (api between 0 and 100),
  security       integer check (security between 0 and 100),
  coverage       double precision not null check (coverage between 0 and 1),
  primary key (customer_id, policy_version, day)
);

do $$
declare t text;
begin
  foreach t in array array['customers', 'integrations', 'pending_integrations', 'api_usage_daily', 'api_endpoint_daily',
    'api_quotas', 'security_settings', 'security_reviews', 'compliance_items', 'deployments', 'technologies',
    'technical_contacts', 'technical_issues'] loop
    execute format('create trigger touch before update on %I for each row execute function touch_updated_at()', t);
  end loop;
end $$;
