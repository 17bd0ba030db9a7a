-- The audit log also sees settings that move to another key, and those that are emptied out all at once; and no setting
-- of a session turns off what keeps it.
create or replace function audit_security_setting() returns trigger language plpgsql as $$
declare
  who      text := coalesce(nullif(current_setting('app.actor', true), ''), session_user);
  previous jsonb;
  current_ jsonb;
begin
  if tg_op <> 'INSERT' then
    previous := jsonb_strip_nulls(jsonb_build_object('state', old.state, 'detail', old.detail, 'rotationDays', old.rotation_days));
  end if;
  if tg_op <> 'DELETE' then
    current_ := jsonb_strip_nulls(jsonb_build_object('state', new.state, 'detail', new.detail, 'rotationDays', new.rotation_days));
  end if;
  if tg_op = 'UPDATE' and (old.customer_id, old.setting) <> (new.customer_id, new.setting) then
    insert into security_audit_log (customer_id, actor, setting, before, after) values
      (old.customer_id, who, old.setting, previous, null),
      (new.customer_id, who, new.setting, null, current_);
  elsif tg_op = 'DELETE' then
    insert into security_audit_log (customer_id, actor, setting, before) values (old.customer_id, who, old.setting, previous);
  elsif previous is distinct from current_ then
    insert into security_audit_log (customer_id, actor, setting, before, after)
    values (new.customer_id, who, new.setting, previous, current_);
  end if;
  return null;
end $$;

create function audit_security_truncate() returns trigger language plpgsql as $$
begin
  insert into security_audit_log (customer_id, actor, setting, before)
  select customer_id, coalesce(nullif(current_setting('app.actor', true), ''), session_user), setting,
    jsonb_strip_nulls(jsonb_build_object('state', state, 'detail', detail, 'rotationDays', rotation_days))
  from security_settings;
  return null;
end $$;
create trigger audit_truncate before truncate on security_settings
  for each statement execute function audit_security_truncate();

-- Triggers that fire "always" also fire where session_replication_role says that triggers do not.
alter table security_audit_log enable always trigger append_only;
alter table security_settings enable always trigger audit;
alter table security_settings enable always trigger audit_truncate;
