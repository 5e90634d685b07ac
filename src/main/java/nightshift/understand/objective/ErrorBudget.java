package nightshift.understand.objective;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.understand.detect.SeriesStep;
import nightshift.understand.objective.RequestTally.Share;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/// The failures of one service against its objective.
///
/// The budget burns by the windows of the SRE Workbook (Beyer et al., chapter 5): 14.4 times over an
/// hour and its last twelfth, 6 times over six hours and their last twelfth. With less history than
/// that, the long window is all there is.
///
/// All of it is judged by counts: so many failures would be unlikely where the objective is kept and
/// where the usual share fails, and they are far more than usual. An hour with a few more than allowed is
/// what budgets are for, and what fails half of its five requests all week is no news. What is usual
/// stands still while trouble goes on, so that no trouble becomes usual by lasting. What came and went several times is
/// told no more by its size alone, see [FailureBursts].
final class ErrorBudget {
    private static final Burn FAST = new Burn(14.4, Duration.ofMinutes(10), Duration.ofHours(1));
    private static final Burn SLOW = new Burn(6, Duration.ofHours(1), Duration.ofHours(6));
    /// Before, what is usual is not known; and what is known is the median of as long parts of it, so
    /// that an outage of the same morning is not usual.
    private static final Duration PAST = Duration.ofMinutes(30);
    /// How many times its usual share of failures.
    private static final double FAR_MORE = 4;

    private static final double UNLIKELY = 0.001;

    /// Minutes, or steps of a slower series, in each of which a broken objective must have been broken.
    private static final int EACH = 3;

    private final SeriesKey key;
    private final RequestTally tally = new RequestTally();
    private final SeriesStep step;
    private final FailureBursts bursts = new FailureBursts();
    private Run gross = Run.NONE;
    private Run burning = Run.NONE;
    private Run broken = Run.NONE;
    private double usual;
    private Minutes learned = Minutes.NONE;

    private record Burn(double times, Duration least, Duration most) {}

    /// The newest minute that is counted, and the last one that says what is usual.
    private record Minutes(long newest, long last) {
        static final Minutes NONE = new Minutes(Long.MIN_VALUE, Long.MIN_VALUE);
    }

    /// Windows in a row.
    private record Run(Instant since, int windows, double answered, double failed) {
        static final Run NONE = new Run(Instant.EPOCH, 0, 0, 0);

        Run and(boolean more, Instant end, Share now) {
            return more
                    ? new Run(windows == 0 ? end : since, windows + 1, answered + now.answered(), failed + now.failed())
                    : NONE;
        }

        Share share() {
            return new Share(answered, answered > 0 ? failed / answered : 0);
        }
    }

    ErrorBudget(SeriesKey key, int window) {
        this.key = key;
        step = new SeriesStep(window);
    }

    /// @param share of failures
    /// @param count requests behind it; where instances export at different moments, each one's are told again
    ///     whenever another one exports
    void take(Instant end, double share, long count, Duration sender, Objective objective, ObjectiveConfig config) {
        step.arrive(end.getEpochSecond(), Math.toIntExact(sender.toSeconds()));
        double answered =
                count * Math.min(1, step.spacing() / (double) step.step().toSeconds());
        if (answered <= 0) {
            return;
        }
        Share now = new Share(answered, share);
        tally.add(end, answered, now.failed());
        boolean quiet = gross.windows() + burning.windows() + broken.windows() == 0;
        if (quiet) {
            learn(end);
        }
        Run before = gross;
        gross = gross.and(share >= config.gross().failures(), end, now);
        if (gross.windows() == 0 && isGross(before, config)) {
            bursts.passed(before.since(), end, before.windows(), before.share());
        }
        boolean goesOn = tally.over(end, span().multipliedBy(2)).share() > objective.budget();
        burning = burning.and(goesOn && (burns(FAST, objective, end) || burns(SLOW, objective, end)), end, now);
        broken = broken.and(goesOn && broken(objective, end), end, now);
    }

    /// What is usual rests on whole minutes that are over: looked at once in each.
    private void learn(Instant end) {
        Instant until = end.minus(recent().plus(span()));
        Minutes now = new Minutes(RequestTally.minute(end), RequestTally.minute(until));
        if (!now.equals(learned) && tally.known(end).compareTo(PAST) >= 0) {
            usual = tally.usual(until, PAST);
            learned = now;
        }
    }

    /// Where it has a threshold of its own, half of it is the edge of what would have been well: whatever reaches the
    /// threshold is twice as far, as what matters by a past is.
    Optional<Violation> violation(Objective objective, ObjectiveConfig config) {
        if (isGross(gross, config)
                && remarkable(gross.share(), objective)
                && !bursts.habitual(gross.since(), gross.windows(), gross.share())) {
            double half = config.gross().failures() / 2;
            return Optional.of(violation(Violation.Reason.GROSS_FAILURES, gross, half));
        }
        if (burning.windows() > 0 && remarkable(burning.share(), objective)) {
            return Optional.of(violation(Violation.Reason.BURNING, burning, FAST.times() * objective.budget() / 2));
        }
        return broken.windows() > 0
                ? Optional.of(violation(Violation.Reason.BROKEN, broken, objective.budget()))
                : Optional.empty();
    }

    private boolean isGross(Run run, ObjectiveConfig config) {
        return run.windows() >= config.hold().windows(step.step())
                && run.answered() >= config.gross().requests();
    }

    private Violation violation(Violation.Reason reason, Run run, double edge) {
        return new Violation(key, reason, run.since(), run.windows(), new Band(0, Math.min(usual, edge), edge));
    }

    private Duration span() {
        Duration own = step.step();
        return own.compareTo(Duration.ofMinutes(1)) > 0 ? own : Duration.ofMinutes(1);
    }

    private boolean burns(Burn burn, Objective objective, Instant now) {
        Duration known = tally.known(now);
        if (known.compareTo(burn.least()) < 0) {
            return false;
        }
        Duration span = known.compareTo(burn.most()) < 0 ? known : burn.most();
        double most = burn.times() * objective.budget();
        return tally.over(now, span).share() >= most
                && tally.over(now, span.dividedBy(12)).share() >= most;
    }

    private boolean broken(Objective objective, Instant now) {
        if (tally.known(now).compareTo(PAST) < 0) {
            return false;
        }
        for (int back = 1; back <= EACH; back++) {
            Instant from = now.minus(span().multipliedBy(back));
            if (tally.over(from, span()).share() <= objective.budget()) {
                return false;
            }
        }
        return remarkable(tally.over(now, recent()), objective);
    }

    /// Whether it is far more than usual, and neither the objective nor what is usual makes it likely.
    private boolean remarkable(Share seen, Objective objective) {
        return seen.share() >= FAR_MORE * usual && chance(seen, Math.max(objective.budget(), usual)) <= UNLIKELY;
    }

    private Duration recent() {
        return span().multipliedBy(EACH + 1L);
    }

    /// Of so many failures or more where the share is no higher than allowed.
    private static double chance(Share seen, double allowed) {
        int failed = (int) Math.floor(seen.failed());
        return failed < 1
                ? 1
                : PoissonDistribution.of(Math.max(1e-9, seen.answered() * allowed))
                        .survivalProbability(failed - 1);
    }
}
