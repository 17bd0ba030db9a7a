-- One customer's alerts that are not resolved.
select * from alert_rows where "customerId" = $(key) and state <> 'RESOLVED'
