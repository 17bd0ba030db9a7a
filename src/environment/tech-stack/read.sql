-- The technologies one customer was seen to use, by every source.
select
  customer_id   as "customerId",
  category,
  name,
  confidence,
  confirmed,
  first_seen_at as "firstSeenAt",
  last_seen_at  as "lastSeenAt",
  source,
  updated_at    as "updatedAt"
from technologies
where customer_id = $(key)
order by lower(category), lower(name), source
