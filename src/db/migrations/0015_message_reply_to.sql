-- Where answers to a message go, kept with what else was looked at before it is sent; null: nobody is known.
alter table customer_messages add column reply_to text;
