-- Days that were scored by other policies, not yet by $(policyVersion), and whose inputs were kept; the newest version of each.
select distinct on (customer_id, day)
  customer_id as "customerId",
  day,
  inputs
from score_history h
where inputs is not null
  and policy_version <> $(policyVersion)
  and not exists (
    select from score_history done
    where done.customer_id = h.customer_id and done.day = h.day and done.policy_version = $(policyVersion))
order by customer_id, day, policy_version desc
limit $(limit)
