-- Notification channels without their secrets: of a customer and of every customer, or one by its id.
select
  id,
  customer_id     as "customerId",
  role,
  kind,
  name,
  case when kind = 'EMAIL' then target else substring(target from '^[a-z]+://[^/?#]+') end as "target",
  enabled,
  disabled_reason as "disabledReason",
  created_at      as "createdAt"
from notification_channels
where case
    when $(ids)::uuid[] is not null then id = any ($(ids)::uuid[])
    else customer_id is null or customer_id = $(customerId)::uuid
  end
  and ($(visible)::uuid[] is null or customer_id = any ($(visible)::uuid[]))
order by customer_id nulls last, role, name, id
