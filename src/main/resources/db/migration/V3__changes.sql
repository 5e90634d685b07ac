-- Changes of production, told or seen, the newest of them; a new process knows them. Bodies are JSON.
create table change (
    id    text   not null primary key,
    at_us bigint not null,
    body  text   not null
);
create index change_by_time on change (at_us);
