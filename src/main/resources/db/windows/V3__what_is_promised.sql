-- What the owners of a service wrote on it that it promises; what they left open is null.
create table pledge (
    service      text not null primary key,
    availability double precision,
    latency_us   bigint
);
