-- Each event's link is a hash over it and the link before it; the tail has the last one. Empty for what is older.
alter table event add column link text not null default '';
alter table event_tail add column head text not null default '';
