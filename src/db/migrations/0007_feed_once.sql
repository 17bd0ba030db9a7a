-- One row per customer, section and statement, also where a statement's own triggers write on.

-- The audit log is mostly written by the trigger on security_settings, whose statement has its own row in the feed.
drop trigger record_insert on security_audit_log;
create trigger record_insert after insert on security_audit_log referencing new table as new_rows
  for each statement when (pg_trigger_depth() = 0) execute function record_section_insert('SECURITY');

-- As everywhere else, an update that changes nothing says nothing.
create function record_customer_update() returns trigger language plpgsql as $$
begin
  insert into environment_events (customer_id, section, kind)
  select id, 'CUSTOMER', 'SECTION_CHANGED' from (
    (select * from new_rows except all select * from old_rows)
    union all
    (select * from old_rows except all select * from new_rows)
  ) changed
  group by id;
  return null;
end $$;
drop trigger record_update on customers;
create trigger record_update after update on customers referencing old table as old_rows new table as new_rows
  for each statement execute function record_customer_update();
