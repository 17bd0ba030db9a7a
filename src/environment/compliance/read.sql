-- The compliance items of one customer in the order in which they are shown.
select
  customer_id      as "customerId",
  aspect,
  status,
  scope,
  details,
  since,
  required_regions as "requiredRegions",
  transfer_basis   as "transferBasis",
  updated_at       as "updatedAt"
from compliance_items
where customer_id = $(key)
order by position, aspect
