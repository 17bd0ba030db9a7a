-- A table that is emptied all at once tells the feed as well: TRUNCATE fires neither the triggers of rows nor those of DELETE.

-- Called with the section and the column that says whose a row is. The statement has its lock on the table by then.
create function record_truncate() returns trigger language plpgsql as $$
begin
  execute format(
    $insert$insert into environment_events (customer_id, section, kind) select distinct %I, %L, 'SECTION_CHANGED' from %I.%I$insert$,
    tg_argv[1], tg_argv[0], tg_table_schema, tg_table_name);
  return null;
end $$;

do $$
declare t record;
begin
  for t in select * from (values
      ('customers', 'CUSTOMER', 'id'),
      ('integrations', 'INTEGRATIONS', 'customer_id'), ('integration_runs', 'INTEGRATIONS', 'customer_id'),
      ('webhook_deliveries', 'INTEGRATIONS', 'customer_id'), ('maintenance_windows', 'INTEGRATIONS', 'customer_id'),
      ('pending_integrations', 'PENDING_INTEGRATIONS', 'customer_id'),
      ('api_usage_daily', 'USAGE', 'customer_id'), ('api_endpoint_daily', 'USAGE', 'customer_id'),
      ('api_quotas', 'QUOTAS', 'customer_id'),
      ('security_settings', 'SECURITY', 'customer_id'), ('security_reviews', 'SECURITY', 'customer_id'),
      ('risk_acceptances', 'SECURITY', 'customer_id'), ('compliance_items', 'COMPLIANCE', 'customer_id'),
      ('deployments', 'DEPLOYMENT', 'customer_id'), ('technologies', 'TECH_STACK', 'customer_id'),
      ('technical_contacts', 'CONTACTS', 'customer_id'), ('technical_issues', 'ISSUES', 'customer_id')) as s (name, section, owner)
  loop
    execute format('create trigger record_truncate before truncate on %I for each statement execute function record_truncate(%L, %L)',
      t.name, t.section, t.owner);
  end loop;
end $$;
