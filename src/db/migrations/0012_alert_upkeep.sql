-- Alerts: indexes for what is asked all the time and for what is dropped, and a history with the time of each change.

create index notification_deliveries_by_channel on notification_deliveries (channel_id, created_at desc, id desc);
create index notification_deliveries_ended on notification_deliveries (customer_id, channel_id, finished_at desc, id desc)
  where status <> 'PENDING' and kind <> 'TEST';
create index notification_deliveries_by_end on notification_deliveries (finished_at) where finished_at is not null;
create index customer_messages_by_issue on customer_messages (issue_id);
create index alerts_fired_and_open on alerts (customer_id) where fired_at is not null and resolved_at is null;
create index alerts_idle on alerts (updated_at) where state = 'NORMAL';

-- What 0009 has, but a change of severity is of the moment it was seen, not of the state's beginning; and that somebody
-- acknowledges an alert is news to whoever looks at it.
create or replace function record_alert_change() returns trigger language plpgsql as $$
declare
  previous alerts;
  raised boolean;
begin
  if tg_op = 'UPDATE' then
    previous := old;
    if (old.state, old.severity, old.acknowledged_at) is not distinct from (new.state, new.severity, new.acknowledged_at) then
      return null;
    end if;
  end if;
  if (previous.state, previous.severity) is distinct from (new.state, new.severity) then
    insert into alert_transitions (alert_id, version, at, from_state, to_state, severity, reason)
    values (
      new.id, new.version, case when previous.state is distinct from new.state then new.state_since else new.updated_at end,
      previous.state, new.state, new.severity, new.description);
  end if;
  if new.fired_at is not null then
    raised := previous.fired_at is null or previous.severity <> new.severity;
    insert into environment_events (customer_id, section, kind, subject_id, payload)
    values (new.customer_id, 'ALERTS', 'ALERT_CHANGED', new.id, jsonb_build_object(
      'previousState', previous.state, 'state', new.state, 'severity', new.severity, 'raised', raised));
  end if;
  return null;
end $$;
