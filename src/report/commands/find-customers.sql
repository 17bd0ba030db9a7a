-- Customers by id or by name, whatever its case: those that are exactly so first, then those whose name begins so.
select
  id,
  name,
  (lower(name) = lower($(name)) or id = $(id)::uuid) is true as "exact"
from customers
where id = $(id)::uuid
  or starts_with(lower(name), lower($(name)))
order by "exact" desc, lower(name), id
limit 11
