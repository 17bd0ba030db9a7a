-- Up to which place the feed has been pruned: whoever resumes before it may have missed events.
alter table feed_epoch add column pruned_xid xid8 not null default '0', add column pruned_id bigint not null default 0;
