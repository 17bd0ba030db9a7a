-- Changes of channel $1 what is not null: $2 role, $3 name, $4 target, $5 key, $6 enabled. A new key comes before the old
-- one, which signs on for a while, unless $7: the old one must not sign at the new place, or $8: it must not sign any more.
update notification_channels
set
  role            = coalesce($2::text, role),
  name            = coalesce($3::text, name),
  target          = coalesce($4::text, target),
  secrets         = case
    when $5::text is null or $5 = secrets[1] then case when $8::boolean then secrets[1:1] else secrets end
    when $7::boolean or $8::boolean then array[$5]
    else array[$5] || secrets[1:1]
  end,
  rotated_at      = case when $5::text is null or $5 = secrets[1] then rotated_at else now() end,
  enabled         = coalesce($6::boolean, enabled),
  -- Whoever sets it has taken it in hand.
  disabled_reason = case when $6::boolean is null then disabled_reason end,
  -- Also where nothing else changes: what was given up before counts as untold (see due-notices.sql).
  updated_at      = now()
where id = $1 and not ($7 and $5 = any (secrets))
