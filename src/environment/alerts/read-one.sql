-- One alert by its id, whoever owns it: the caller checks that.
select * from alert_rows where id = $(key)
