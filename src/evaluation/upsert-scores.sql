-- Stores the day's scores; the last of a day stays as that day's.
insert into score_history (customer_id, day, policy_version, score, integrations, api, security, coverage)
select "customerId", day, "policyVersion", score, integrations, api, security, coverage
from json_to_recordset($(scores)::json) as s (
  "customerId" uuid, day date, "policyVersion" text, score int, integrations int, api int, security int, coverage double precision
)
where exists (select from customers where id = "customerId")
on conflict (customer_id, policy_version, day) do update set
  score = excluded.score, integrations = excluded.integrations, api = excluded.api, security = excluded.security,
  coverage = excluded.coverage
where (score_history.score, score_history.integrations, score_history.api, score_history.security, score_history.coverage)
  is distinct from (excluded.score, excluded.integrations, excluded.api, excluded.security, excluded.coverage)
