-- What one customer has changed of the alert rules.
select
  customer_id as "customerId",
  rule_id     as "ruleId",
  threshold,
  for_seconds as "forSeconds",
  enabled
from alert_rule_overrides
where customer_id = $(key)
