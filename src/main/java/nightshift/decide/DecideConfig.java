package nightshift.decide;

import java.nio.file.Path;
import java.time.Duration;

/// Where the rules are and how far they may go.
///
/// @param rules directory that holds `healing` and `policy`; either may be missing and then holds no rules
/// @param firings most firings per directory and turn; beyond them the turn's evaluation stops and says so
/// @param budget most time per directory and turn, likewise
/// @param atLatest rules are evaluated when a fact, a mode or the rules changed, and after this long even if nothing did,
///     since a condition may depend on the time
/// @param failures exceptions after which a rule is set aside until its text changes
public record DecideConfig(Path rules, int firings, Duration budget, Duration atLatest, int failures) {
    /// The pace at which a server looks at its rule files: an edit is live after two looks, a compilation and the turn
    /// that is under way.
    public static final Duration LOOK = Duration.ofMillis(100);

    public DecideConfig {
        if (firings < 1 || failures < 1 || !budget.isPositive() || atLatest.isNegative()) {
            throw new IllegalArgumentException("expected limits above zero, got firings " + firings + ", budget "
                    + budget + ", at latest " + atLatest + ", failures " + failures);
        }
    }

    /// The usual limits.
    public static DecideConfig of(Path rules) {
        return new DecideConfig(rules, 10_000, Duration.ofSeconds(5), Duration.ofSeconds(10), 3);
    }
}
