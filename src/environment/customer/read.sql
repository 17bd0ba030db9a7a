-- One customer, if we hold anything about it.
select
  id         as "customerId",
  name,
  domain,
  csm_name   as "csmName",
  csm_email  as "csmEmail",
  updated_at as "updatedAt"
from customers
where id = $(key)
