-- What people were told of decisions that wait for them, each with its delivery.
create table notice (
    id           text   not null primary key,
    decision     text   not null references decision (id),
    kind         text   not null,
    summary      text   not null,
    told_us      bigint not null,
    delivered_us bigint,
    answer       text   not null default ''
);
create index notice_open on notice (told_us) where delivered_us is null;
