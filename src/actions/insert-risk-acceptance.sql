-- Accepts the risk of a setting's gap.
insert into risk_acceptances (customer_id, setting, reason, accepted_by, accepted_at, until)
values ($(customerId), $(setting), $(reason), $(actor), $(now), $(until))
