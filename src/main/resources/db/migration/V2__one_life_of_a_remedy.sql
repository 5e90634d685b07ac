-- All that is known of a remedy is in its ledger row, so that a restart goes on where it was; its revision is what a
-- step compares and sets.

alter table action_ledger add column revision bigint not null default 1;
alter table action_ledger add column since_us bigint not null default 0;
alter table action_ledger add column progress text;
alter table action_ledger add column unknown_since_us bigint;
alter table action_ledger add column cancelling int not null default 0;
alter table action_ledger add column resends int not null default 0;

-- Since when it is in its state: what a row of the first version does not say, the event log does.
update action_ledger set since_us = coalesce(
    ended_us,
    (select max(event.at_us) from event
     where event.subject = action_ledger.decision and event.kind = case action_ledger.state
         when 'AWAITING_APPROVAL' then 'decision.awaiting_approval'
         when 'INTENT' then 'decision.approved'
         when 'UNDOING' then 'action.undoing' end),
    answered_us,
    started_us,
    (select decided_us from decision where decision.id = action_ledger.decision));

update action_ledger set unknown_since_us = (
    select max(event.at_us) from event
    where event.subject = action_ledger.decision and event.kind = 'action.answered')
where state = 'STARTED' and result = 'UNKNOWN';
