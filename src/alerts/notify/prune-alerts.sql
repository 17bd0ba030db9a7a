-- Drops some of the episodes that are long over, with their history, and of the subjects that have long been well.
delete from alerts where id in (
  select id from alerts
  where resolved_at < $(now)::timestamptz - $(retentionDays) * interval '1 day'
    or (state = 'NORMAL' and updated_at < $(now)::timestamptz - interval '30 days')
  limit 1000
  for update skip locked
)
