-- What was proposed and not done: one row for each reason that held it without a break.
create table held (
    decision text   not null, -- that it is, or that would have come of it
    since_us bigint not null,
    until_us bigint,
    incident text   not null,
    rule     text   not null,
    service  text   not null,
    body     text   not null,
    primary key (decision, since_us)
);
create index held_by_time on held (since_us, decision);
create index held_by_incident on held (incident, since_us);
create index held_now on held (decision) where until_us is null;
