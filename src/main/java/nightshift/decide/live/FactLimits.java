package nightshift.decide.live;

/// How many facts rules look at in one turn. What they are joined with grows with the product, so that a storm would
/// take a rule's steps before it came to an end.
///
/// @param ofType most of one type
/// @param ofService most anomalies of one service, its instances and calls included: with so many of one service the
///     rules that ship take 170,000 of their 1,000,000 steps
public record FactLimits(int ofType, int ofService) {
    public FactLimits {
        if (ofType < 1 || ofService < 1) {
            throw new IllegalArgumentException(
                    "expected limits above zero, got " + ofType + " of a type and " + ofService + " of a service");
        }
    }

    public static FactLimits defaults() {
        return new FactLimits(2_000, 200);
    }
}
