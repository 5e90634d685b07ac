-- What a dry run said while a person was asked.
alter table action_ledger add column planned text;
