-- Changes of a notification channel what is not null. A new key comes before the old one, which signs on for a while.
update notification_channels
set
  role            = coalesce($(role), role),
  name            = coalesce($(name), name),
  target          = coalesce($(target), target),
  secrets         = case when $(secret)::text is null or $(secret) = secrets[1] then secrets else array[$(secret)::text] || secrets[1:1] end,
  rotated_at      = case when $(secret)::text is null or $(secret) = secrets[1] then rotated_at else now() end,
  enabled         = coalesce($(enabled), enabled),
  -- Whoever sets it has taken it in hand.
  disabled_reason = case when $(enabled)::boolean is null then disabled_reason end
where id = $(id)
