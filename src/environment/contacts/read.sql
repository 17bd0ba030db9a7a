-- The technical contacts of one customer: the primary one first, then the most technical.
select
  id,
  customer_id     as "customerId",
  name,
  role,
  technical_level as "technicalLevel",
  email,
  is_primary      as "primary",
  updated_at      as "updatedAt"
from technical_contacts
where customer_id = $(key)
order by is_primary desc, array_position(array['HIGH', 'MEDIUM', 'LOW'], technical_level), lower(name), id
