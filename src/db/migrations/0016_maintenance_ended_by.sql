-- Who ended announced downtime early, as it is known who announced it.
alter table maintenance_windows add column ended_by text;
