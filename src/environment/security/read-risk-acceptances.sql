-- Risks that one customer accepted and nobody has withdrawn; whether they have expired is judged later.
select
  customer_id  as "customerId",
  setting,
  reason,
  accepted_by  as "acceptedBy",
  accepted_at  as "acceptedAt",
  until,
  withdrawn_at as "withdrawnAt"
from risk_acceptances
where customer_id = $(key) and withdrawn_at is null
