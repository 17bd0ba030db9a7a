-- Sets what a customer has changed of a rule.
insert into alert_rule_overrides (customer_id, rule_id, threshold, for_seconds, enabled)
values ($(customerId), $(ruleId), $(threshold), $(forSeconds), $(enabled))
on conflict (customer_id, rule_id) do update
set threshold = excluded.threshold, for_seconds = excluded.for_seconds, enabled = excluded.enabled
