-- What was sent about one alert, the latest first, after a place in that order; one more than asked for tells whether there are more.
select *
from delivery_rows
where id in (select n.delivery_id from alert_notices n where n.alert_id = $(key))
  and ($(afterAt)::timestamptz is null or ("createdAt", id) < ($(afterAt)::timestamptz, $(afterId)::uuid))
order by "createdAt" desc, id desc
limit $(first)::int + 1
