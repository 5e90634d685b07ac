-- Revisions of workloads that stayed available, without an incident, for as long as a soak takes: what one may go back
-- to. The newest of each workload. Times in microseconds; images as JSON.
create table known_good (
    uid       text   not null,
    template  text   not null,
    workload  text   not null,
    revision  text   not null,
    images    text   not null,
    since_us  bigint not null,
    proven_us bigint not null,
    primary key (uid, template)
);
create index known_good_by_time on known_good (proven_us);
