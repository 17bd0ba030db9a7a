-- Mutes a customer's alerts that match.
insert into alert_silences (id, customer_id, rule_id, subject_id, severity, until, author, reason)
values ($(id), $(customerId), $(ruleId), $(subjectId), $(severity), $(until), $(author), $(reason))
