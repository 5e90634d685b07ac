-- How often the journal was opened: a number that only rises, and that stands in the file journal.mark beside it too.
create table mark (
    id    integer primary key check (id = 1),
    epoch integer not null
);
