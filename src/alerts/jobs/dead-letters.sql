-- How many jobs failed until they were given up and nobody has cleared away.
select count(*) as count from pgboss.job where name = $(queue) and state = 'created'
