-- What the plan of an action found and its effect rests on, such as the uid of what is acted on; null where there is
-- nothing, and for what was started before this was kept.
alter table action_ledger add column pinned text;
