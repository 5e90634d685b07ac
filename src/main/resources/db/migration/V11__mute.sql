-- What people have muted. One that has ended stays, with how it did: LIFTED or EXPIRED.
create table mute (
    id       text   not null primary key,
    made_us  bigint not null,
    ended_us bigint,
    ended    text,
    body     text   not null
);
create index mute_by_time on mute (made_us, id);
create index mute_standing on mute (id) where ended_us is null;
