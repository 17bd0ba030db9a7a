-- How many customers match a filter.
select count(*)
from customers c
left join lateral (
  select score from score_history where customer_id = c.id order by day desc, policy_version desc limit 1
) s on true
where ($(visible)::uuid[] is null or c.id = any ($(visible)::uuid[]))
  and ($(name)::text is null or c.name ilike $(name))
  and ($(type)::text is null or exists (select from integrations i where i.customer_id = c.id and i.type = $(type)))
  and ($(status)::text is null or exists (select from integrations i where i.customer_id = c.id and i.status = $(status)))
  and ($(health)::text is null or exists (select from integrations i where i.customer_id = c.id and i.health_status = $(health)))
  and ($(severity)::text is null or exists (
    select from technical_issues t where t.customer_id = c.id and t.severity = $(severity) and t.status <> 'RESOLVED'))
  and ($(scoreFrom)::int is null or s.score between $(scoreFrom) and $(scoreTo))
