package nightshift.fact;

/// How far a rule may go; ordered from the most careful to the freest.
public enum RuleMode {
    /// Its proposals are journalled, nobody is told.
    SHADOW,
    /// Its proposals are shown; a person does it by hand.
    SUGGEST,
    /// A person must approve each one.
    APPROVE,
    /// It acts, within the policies and the interlocks.
    AUTO;

    /// The more careful of the two.
    public RuleMode atMost(RuleMode other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
