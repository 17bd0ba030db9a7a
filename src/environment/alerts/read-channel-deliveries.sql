-- What was sent to one channel, the latest first, after a place in that order; one more than asked for tells whether there are more.
select *
from delivery_rows
where "channelId" = $(key)
  and ($(afterAt)::timestamptz is null or ("createdAt", id) < ($(afterAt)::timestamptz, $(afterId)::uuid))
order by "createdAt" desc, id desc
limit $(first)::int + 1
