package nightshift.fact.decision;

/// What rules and policies made of a proposal, before any interlock.
public enum Disposition {
    ACT,
    AWAIT_APPROVAL,
    SUGGEST,
    SHADOW,
    VETOED
}
