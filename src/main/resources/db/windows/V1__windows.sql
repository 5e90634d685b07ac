-- Portable SQL: SQLite and PostgreSQL. Times are microseconds since 1970 in UTC.

-- A signal as it was stamped on a series; JSON.
create table signal (
    id   bigint not null primary key,
    body text   not null unique
);

-- Which series a number in a window stands for; a number is never given twice.
create table series (
    id         bigint not null primary key,
    text       text   not null unique,
    entity     text   not null,
    attributes text   not null,
    signal     bigint not null,
    seen_us    bigint not null
);
create index series_by_age on series (seen_us);
create index series_by_entity on series (entity);

-- A closed window: its start, and all of its rows in one compressed body. One that is beyond the bounds and belongs to an
-- incident is thinned to the rows of the incident's services.
create table summary (
    window_us bigint not null primary key,
    length_us bigint not null,
    rows      int    not null,
    bytes     bigint not null,
    crc       bigint not null,
    thinned   int    not null default 0,
    body      bytea  not null
);
create index summary_by_bound on summary (thinned, window_us);

-- Finds out whether there is room to write.
create table room (
    id   int   not null primary key,
    body bytea not null
);
