package nightshift.decide.compile;

import java.time.Duration;

/// How far the evaluation of one directory may go in one turn; beyond it stops and says so.
///
/// @param firings most firings
/// @param steps most steps of one rule, see [nightshift.decide.judge.Meter]
/// @param budget most time by the watchdog's clock
/// @param watchdog the clock that the budget is measured by
public record EvaluationLimits(int firings, int steps, Duration budget, Watchdog watchdog) {
    /// The rules that ship take 25,000 over a thousand anomalies of two hundred services, and 170,000 over two hundred
    /// anomalies of one; a rule that takes all of these has ended after some tenths of a second.
    public static final int STEPS = 1_000_000;

    public EvaluationLimits {
        if (firings < 1 || steps < 1 || budget.isNegative() || budget.isZero()) {
            throw new IllegalArgumentException("expected limits above zero, got firings " + firings + ", steps " + steps
                    + " and budget " + budget);
        }
    }

    /// A clock for this one purpose, filled by whoever runs live: what a rule decides never depends on it.
    public interface Watchdog {
        /// Stands still, so that counted work alone is the bound: in a world the same seed must come to the same end,
        /// however busy the machine is.
        Watchdog STANDING = () -> 0;

        /// Nanoseconds since any fixed moment; never goes back.
        long nanos();
    }

    /// Counted work alone.
    public static EvaluationLimits usual() {
        return new EvaluationLimits(10_000, STEPS, Duration.ofSeconds(5), Watchdog.STANDING);
    }

    /// The same with a clock.
    public EvaluationLimits watchedBy(Watchdog clock) {
        return new EvaluationLimits(firings, steps, budget, clock);
    }

    /// The same with another budget of steps.
    public EvaluationLimits steps(int most) {
        return new EvaluationLimits(firings, most, budget, watchdog);
    }
}
