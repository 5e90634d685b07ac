package nightshift.decide.compile;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// How far the evaluation of one directory may go in one turn; beyond it stops and says so.
///
/// @param firings most firings
/// @param steps most steps of one rule, see [nightshift.decide.judge.Meter]
/// @param budget most time for all that it does, by the watchdog's measure; what is counted comes first
///     by far, so that this is for what no step is counted of
/// @param watchdog who measures it
public record EvaluationLimits(int firings, int steps, Duration budget, Watchdog watchdog) {
    /// The rules that ship take 25,000 over a thousand anomalies of two hundred services, and 170,000 over two hundred
    /// anomalies of one; a rule that takes all of these has ended after some tenths of a second.
    public static final int STEPS = 1_000_000;

    /// Far more than any evaluation takes that its steps do not end, and short enough for a turn to go
    /// on in time.
    public static final Duration BUDGET = Duration.ofSeconds(1);

    public EvaluationLimits {
        if (firings < 1 || steps < 1 || budget.isNegative() || budget.isZero()) {
            throw new IllegalArgumentException("expected limits above zero, got firings " + firings + ", steps " + steps
                    + " and budget " + budget);
        }
    }

    /// Runs an evaluation and gives up waiting for it; filled by whoever runs live.
    public interface Watchdog {
        /// Waits as long as it takes, so that counted work alone is the bound: in a world the same seed
        /// must come to the same end, however busy the machine is.
        Watchdog PATIENT = new Watchdog() {
            @Override
            public <T> Optional<T> within(Duration most, Supplier<T> work) {
                return Optional.of(work.get());
            }
        };

        /// What came of the work; empty when it is not done yet although it has had the time. It may go
        /// on, and nobody waits for it. What it throws is thrown.
        <T> Optional<T> within(Duration most, Supplier<T> work);
    }

    /// Counted work alone.
    public static EvaluationLimits usual() {
        return new EvaluationLimits(10_000, STEPS, BUDGET, Watchdog.PATIENT);
    }

    /// The same with somebody who measures the time.
    public EvaluationLimits watchedBy(Watchdog by) {
        return new EvaluationLimits(firings, steps, budget, by);
    }

    /// The same with another budget of steps.
    public EvaluationLimits steps(int most) {
        return new EvaluationLimits(firings, most, budget, watchdog);
    }
}
