-- Sets what a person changed on an issue; what they did not mention stays, whoever sets it meanwhile.
update technical_issues
set
  status        = coalesce($(status), status),
  snoozed_until = case when $(status)::text is null then snoozed_until else $(snoozedUntil)::timestamptz end,
  resolved_at   = case
    when $(status)::text is null then resolved_at
    when $(status) = 'RESOLVED' then coalesce(resolved_at, greatest(first_detected_at, $(now)::timestamptz))
  end,
  owner         = case when $(setOwner) then $(owner) else owner end
where id = $(id)
