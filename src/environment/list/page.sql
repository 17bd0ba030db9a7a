-- A page of customers that match a filter, in the order asked for: by rank, then label, then id. `matching` is put before it.
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
