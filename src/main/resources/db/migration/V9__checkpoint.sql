-- Where the chain of events begins after old ones were taken away: the last of them, and its link.
create table checkpoint (
    seq       bigint not null primary key,
    link      text   not null,
    pruned_us bigint not null
);
