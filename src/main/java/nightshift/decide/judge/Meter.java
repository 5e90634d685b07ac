package nightshift.decide.judge;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Counts the steps that rules take while they are evaluated, and ends the evaluation of one that takes too many. The
/// classes made of rules call it: each condition, key and consequence takes a step when it begins, and each regular
/// expression some more, by the length of what it reads. Work is counted and not timed, so that the same facts come to
/// the same end on any machine. Of one evaluation
/// on one thread.
public final class Meter {
    private static final Meter UNBOUNDED = new Meter(0, Long.MAX_VALUE);
    private static final ScopedValue<Meter> CURRENT = ScopedValue.newInstance();

    private final long[] taken;
    private final long budget;
    private final AtomicInteger last = new AtomicInteger(-1);
    private volatile boolean abandoned;

    /// @param counters how many
    /// @param budget the most steps that each may count
    public Meter(int counters, long budget) {
        this.taken = new long[counters];
        this.budget = budget;
    }

    /// Evaluates; what of it takes steps takes them here.
    public <T> T count(Supplier<T> evaluation) {
        return ScopedValue.where(CURRENT, this).call(evaluation::get);
    }

    /// One step, told by the class that takes it.
    ///
    /// @param counter the number that the class was given when it was made
    /// @throws BudgetSpent when it is one too many
    public static void step(int counter) {
        CURRENT.orElse(UNBOUNDED).take(counter, 1);
    }

    /// More steps of whoever took the last one.
    static void steps(long more) {
        Meter meter = CURRENT.orElse(UNBOUNDED);
        meter.take(meter.last.getPlain(), more);
    }

    /// The most that one counter has counted.
    public long most() {
        return Arrays.stream(taken).max().orElse(0);
    }

    /// Which counter counted last; empty when none did yet. Safe from any thread.
    public OptionalInt last() {
        int counter = last.getOpaque();
        return counter < 0 ? OptionalInt.empty() : OptionalInt.of(counter);
    }

    /// Nobody waits for the evaluation any more: its next step ends it. Safe from any thread.
    public void abandon() {
        abandoned = true;
    }

    private void take(int counter, long steps) {
        if (counter >= 0 && counter < taken.length) {
            last.setOpaque(counter);
            taken[counter] += steps;
            if (abandoned || taken[counter] > budget) {
                throw new BudgetSpent(counter, budget);
            }
        }
    }

    /// Ends an evaluation.
    public static final class BudgetSpent extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int counter;

        BudgetSpent(int counter, long budget) {
            super("took more than " + budget + " steps in one turn", null, false, false);
            this.counter = counter;
        }

        /// Which counter is spent.
        public int counter() {
            return counter;
        }
    }
}
