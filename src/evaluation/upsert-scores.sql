-- Stores days' scores; of several on a day the last stays as that day's.
insert into score_history (customer_id, day, policy_version, score, integrations, api, security, coverage, inputs)
select "customerId", day, "policyVersion", score, integrations, api, security, coverage, inputs
from json_to_recordset($(scores)::json) as s (
  "customerId" uuid, day date, "policyVersion" text, score int, integrations int, api int, security int,
  coverage double precision, inputs jsonb
)
where exists (select from customers where id = "customerId")
on conflict (customer_id, policy_version, day) do update set
  score = excluded.score, integrations = excluded.integrations, api = excluded.api, security = excluded.security,
  coverage = excluded.coverage, inputs = excluded.inputs
where (score_history.score, score_history.integrations, score_history.api, score_history.security, score_history.coverage, score_history.inputs)
  is distinct from (excluded.score, excluded.integrations, excluded.api, excluded.security, excluded.coverage, excluded.inputs)
