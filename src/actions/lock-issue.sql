-- The status of an issue, which nobody changes until the transaction ends.
select status from technical_issues where id = $(id) for update
