-- Customers by id, else by name whatever its case: exactly, else by its beginning. One more than is listed.
select id, name
from customers
where id = $(id)::uuid
  or lower(name) = lower($(name))
  or starts_with(lower(name), lower($(name)))
order by id = $(id)::uuid desc nulls last, lower(name) <> lower($(name)), lower(name), id
limit 11
