-- Portable SQL: SQLite and PostgreSQL. Times are microseconds since 1970 in UTC; ids come from Java; bodies are JSON.

create table incident (
    id        text   not null primary key,
    state     text   not null,
    service   text   not null,
    opened_us bigint not null,
    closed_us bigint,
    body      text   not null
);
create index incident_by_time on incident (opened_us, id);
create index incident_open on incident (id) where state <> 'CLOSED';

-- As it was decided; never changed.
create table decision (
    id          text   not null primary key,
    finding     text   not null,
    attempt     int    not null,
    incident    text   not null,
    rule        text   not null,
    service     text   not null,
    action_type text   not null,
    target      text   not null,
    decided_us  bigint not null,
    body        text   not null
);
create index decision_by_time on decision (decided_us, id);
create index decision_by_incident on decision (incident, decided_us);

-- The facts that spoke for a decision, in the order the rule gave them.
create table evidence (
    decision text not null references decision (id),
    position int  not null,
    kind     text not null,
    body     text not null,
    primary key (decision, position)
);

-- The life of a decision: every change is a compare-and-set on state. Owner and fence are for more than one instance.
create table action_ledger (
    decision            text   not null primary key references decision (id),
    owner               text   not null,
    fence               bigint not null,
    state               text   not null,
    result              text   not null,
    inverse             text,
    guards              text   not null,
    verification        text   not null,
    verification_reason text   not null,
    detail              text   not null,
    started_us          bigint,
    answered_us         bigint,
    ended_us            bigint,
    approved_by         text
);
create index action_ledger_by_state on action_ledger (state);
create index action_ledger_started on action_ledger (started_us) where started_us is not null;

create table command (
    id          text   not null primary key,
    kind        text   not null,
    subject     text   not null,
    principal   text   not null,
    reason      text   not null,
    received_us bigint not null,
    applied_us  bigint,
    answer      text,
    body        text   not null
);
create index command_waiting on command (received_us) where applied_us is null;

create table approval (
    decision    text   not null references decision (id),
    command     text   not null references command (id),
    approved    int    not null check (approved in (0, 1)),
    principal   text   not null,
    reason      text   not null,
    answered_us bigint not null,
    primary key (decision, command)
);

create table mode_override (
    rule   text not null primary key,
    body   text not null
);

-- At most one row: the pause in force.
create table kill_switch (
    id   int  not null primary key check (id = 1),
    body text not null
);

create table event_tail (
    id       int    not null primary key check (id = 1),
    last_seq bigint not null
);
insert into event_tail (id, last_seq) values (1, 0);

create table event (
    seq      bigint not null primary key,
    at_us    bigint not null,
    kind     text   not null,
    subject  text   not null,
    incident text,
    body     text   not null
);
create index event_by_incident on event (incident, seq) where incident is not null;
create index event_by_time on event (at_us);

-- One row, written to find out whether there is room again.
create table room (
    id   int   not null primary key check (id = 1),
    body bytea not null
);
