-- Says that the demo's customers are loaded, and up to when their telemetry has been made. No row: no demo here.
create table demo_data (
  singleton   boolean primary key default true check (singleton),
  seed        bigint not null,
  loaded_at   timestamptz not null,
  advanced_to timestamptz not null check (advanced_to >= loaded_at)
);
