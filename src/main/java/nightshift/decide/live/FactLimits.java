package nightshift.decide.live;

/// How many facts rules look at in one turn, and how long their texts are. What they are joined with
/// grows with the product, so that a storm would take a rule's steps before it came to an end.
///
/// @param ofType most of one type
/// @param ofFew most incidents, and most regressions: a rule may match these without a key to what it
///     matched before, so that so many times the rest is what it comes to. People can tell apart fewer
/// @param ofService most anomalies of one service, its instances and calls included: with so many of one service the
///     rules that ship take 170,000 of their 1,000,000 steps
/// @param text most characters of a text in a fact: twice the longest that a person may send, and a
///     page of a target's answer is no use to a rule
public record FactLimits(int ofType, int ofFew, int ofService, int text) {
    public FactLimits {
        if (ofType < 1 || ofFew < 1 || ofService < 1 || text < 1) {
            throw new IllegalArgumentException("expected limits above zero, got " + ofType + " of a type, " + ofFew
                    + " of few, " + ofService + " of a service and texts of " + text);
        }
    }

    public static FactLimits defaults() {
        return new FactLimits(2_000, 64, 200, 1_024);
    }
}
