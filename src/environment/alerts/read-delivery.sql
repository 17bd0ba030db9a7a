-- One notification by its id, whoever it is about: the caller checks that.
select * from delivery_rows where id = $(key)
