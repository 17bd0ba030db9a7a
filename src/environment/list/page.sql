-- A page of customers that match a filter, in the order asked for: by rank, then label, then id.
with matching as (
  select c.id, c.name, c.updated_at, s.score
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
)
select * from (
  select
    m.id as "customerId",
    case $(order)
      when 'LAST_UPDATED_DESC' then -extract(epoch from (select max(at) from (values
        (m.updated_at),
        ((select max(updated_at) from integrations where customer_id = m.id)),
        ((select max(updated_at) from pending_integrations where customer_id = m.id)),
        ((select max(updated_at) from api_usage_daily where customer_id = m.id)),
        ((select max(updated_at) from api_quotas where customer_id = m.id)),
        ((select max(updated_at) from security_settings where customer_id = m.id)),
        ((select max(updated_at) from compliance_items where customer_id = m.id)),
        ((select max(updated_at) from deployments where customer_id = m.id)),
        ((select max(updated_at) from technologies where customer_id = m.id)),
        ((select max(updated_at) from technical_contacts where customer_id = m.id)),
        ((select max(updated_at) from technical_issues where customer_id = m.id))) as times (at)))
      when 'HEALTH_SCORE_ASC' then coalesce(m.score, 1000)
      when 'HEALTH_SCORE_DESC' then coalesce(-m.score, 1000)
      else 0
    end::double precision as "rank",
    case $(order) when 'NAME_ASC' then lower(m.name) else '' end as "label"
  from matching m
) placed
where $(afterId)::uuid is null
  or ("rank", "label", "customerId") > ($(afterRank)::double precision, $(afterLabel)::text, $(afterId)::uuid)
order by "rank", "label", "customerId"
limit $(limit)::int
