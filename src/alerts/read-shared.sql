-- What is judged that belongs to no single customer: open alerts about it, and how the channels for every customer do.
select
  (select coalesce(json_agg(a), '[]') from alert_rows a where a."customerId" is null and a.state <> 'RESOLVED') as "open",
  (select coalesce(json_agg(c), '[]') from channel_signals c where c."customerId" is null) as "channels"
