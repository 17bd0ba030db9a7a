-- What this role lacks to make our tables and the jobs' schema: the places, and the statements that grant it them.
select current_user as role, current_database() as database, string_agg(place, ' and ' order by place) as places,
       string_agg(format('grant create on %s to %I;', place, current_user), ' ' order by place) as grants
from (
  select format('schema %I', nspname) as place from pg_namespace
  where nspname in ('public', current_schema()) and not has_schema_privilege(oid, 'create')
  union all
  select format('database %I', current_database())
  where not has_database_privilege(current_database(), 'create')
) missing
