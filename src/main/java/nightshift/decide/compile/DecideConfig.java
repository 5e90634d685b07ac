package nightshift.decide.compile;

import java.nio.file.Path;
import java.time.Duration;

/// Where the rules are and how far they may go.
///
/// @param rules directory that holds `healing` and `policy`; either may be missing and then holds no rules
/// @param firings most firings per directory and turn; beyond them the turn's evaluation stops and says so
/// @param budget most time per directory and turn, likewise
/// @param failures exceptions after which a rule is set aside until its text changes
public record DecideConfig(Path rules, int firings, Duration budget, int failures) {
    /// The pace at which a server looks at its rule files: an edit is live after two looks, a compilation and the turn
    /// that is under way.
    public static final Duration LOOK = Duration.ofMillis(100);

    public DecideConfig {
        if (firings < 1 || failures < 1 || budget.isNegative() || budget.isZero()) {
            throw new IllegalArgumentException("expected limits above zero, got firings " + firings + ", budget "
                    + budget + ", failures " + failures);
        }
    }

    /// The usual limits.
    public static DecideConfig of(Path rules) {
        return new DecideConfig(rules, 10_000, Duration.ofSeconds(5), 3);
    }
}
