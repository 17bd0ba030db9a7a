-- Sets what a person may set on an issue.
update technical_issues
set status = $(status), snoozed_until = $(snoozedUntil), owner = $(owner), resolved_at = $(resolvedAt)
where id = $(id)
