-- Every customer.
select id as "customerId" from customers order by id
