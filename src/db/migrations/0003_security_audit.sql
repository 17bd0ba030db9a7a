-- Every change of a security setting leaves a row behind, whoever makes it, and the row stays.
-- An application names the person in the transaction: set local app.actor = 'jane@example.com'.
create function audit_security_setting() returns trigger language plpgsql as $$
declare
  subject  security_settings;
  previous jsonb;
  current_ jsonb;
begin
  if tg_op <> 'INSERT' then
    previous := jsonb_strip_nulls(jsonb_build_object('state', old.state, 'detail', old.detail, 'rotationDays', old.rotation_days));
    subject := old;
  end if;
  if tg_op <> 'DELETE' then
    current_ := jsonb_strip_nulls(jsonb_build_object('state', new.state, 'detail', new.detail, 'rotationDays', new.rotation_days));
    subject := new;
  end if;
  if previous is distinct from current_ then
    insert into security_audit_log (customer_id, actor, setting, before, after)
    values (subject.customer_id, coalesce(nullif(current_setting('app.actor', true), ''), session_user), subject.setting, previous, current_);
  end if;
  return null;
end $$;
create trigger audit after insert or update or delete on security_settings
  for each row execute function audit_security_setting();

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'security_audit_log is append-only: rows are never changed or deleted' using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete or truncate on security_audit_log
  for each statement execute function refuse_audit_change();
