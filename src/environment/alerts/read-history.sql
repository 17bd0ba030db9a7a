-- How one alert came where it stands, the latest step first.
select
  a.customer_id as "customerId",
  t.at,
  t.from_state  as "from",
  t.to_state    as "to",
  t.severity,
  t.reason
from alerts a
join alert_transitions t on t.alert_id = a.id
where a.id = $(key)
order by t.version desc
limit 100
