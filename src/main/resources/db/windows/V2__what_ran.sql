-- A workload as it ran when it was looked at last: its versions and how many replicas were wanted; JSON.
create table workload (
    entity text not null primary key,
    body   text not null
);

-- When a series was out of its band for a while and hurt nobody; of each the newest few.
create table episode (
    series   bigint           not null references series (id) on delete cascade,
    begin_us bigint           not null,
    end_us   bigint           not null,
    low      double precision not null,
    high     double precision not null,
    primary key (series, begin_us)
);
