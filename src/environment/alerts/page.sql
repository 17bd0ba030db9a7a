-- A page of the alerts that match a filter, the latest first; one more than asked for tells whether there are more.
select *
from alert_rows
where ($(visible)::uuid[] is null or "customerId" = any ($(visible)::uuid[]))
  and ($(customerId)::uuid is null or "customerId" = $(customerId)::uuid)
  and case when $(states)::text[] is null then "firedAt" is not null else state = any ($(states)::text[]) end
  and ($(severity)::text is null or severity = $(severity))
  and ($(ruleId)::text is null or "ruleId" = $(ruleId))
  and ($(integrationId)::uuid is null or "integrationId" = $(integrationId)::uuid)
  and ($(afterAt)::timestamptz is null or ("openedAt", id) < ($(afterAt)::timestamptz, $(afterId)::uuid))
order by "openedAt" desc, id desc
limit $(first)::int + 1
