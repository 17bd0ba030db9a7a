-- Ends the acceptance in force of a setting's gap, if there is one.
update risk_acceptances
set withdrawn_at = greatest(accepted_at, $(now)::timestamptz), withdrawn_by = $(actor)
where customer_id = $(customerId) and setting = $(setting) and withdrawn_at is null
