package nightshift.loop;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// How long turns and their stages take. Written by the loop's thread, read from any. It has no clock of its own, and
/// nothing is ever decided by it.
public final class TurnTimes {
    /// What a turn spends its time on, in the order in which it does.
    public enum Stage {
        OBSERVE,
        UNDERSTAND,
        DECIDE,
        ACT,
        /// Writing decisions, outcomes and incidents.
        JOURNAL
    }

    private final LongSupplier nanos;
    private final Sum turns = new Sum();
    private final Map<Stage, Sum> stages = new EnumMap<>(Stage.class);

    /// @param nanos of any clock that only goes forward
    public TurnTimes(LongSupplier nanos) {
        this.nanos = nanos;
        for (Stage stage : Stage.values()) {
            stages.put(stage, new Sum());
        }
    }

    /// @param count how often, failures among them
    /// @param total time taken together
    public record Taken(long count, Duration total) {}

    /// One writer, so that adding to a volatile field loses nothing.
    private static final class Sum {
        private volatile Taken taken = new Taken(0, Duration.ZERO);

        void add(long took) {
            taken = new Taken(taken.count() + 1, taken.total().plusNanos(took));
        }
    }

    /// All turns since the start.
    public Taken turns() {
        return turns.taken;
    }

    /// One stage of all turns since the start; the journal is written twice a turn.
    public Taken of(Stage stage) {
        return sum(stage).taken;
    }

    <T> T turn(Supplier<T> work) {
        return timed(turns, work);
    }

    <T> T stage(Stage stage, Supplier<T> work) {
        return timed(sum(stage), work);
    }

    void stage(Stage stage, Runnable work) {
        timed(sum(stage), () -> {
            work.run();
            return true;
        });
    }

    private <T> T timed(Sum sum, Supplier<T> work) {
        long from = nanos.getAsLong();
        try {
            return work.get();
        } finally {
            sum.add(nanos.getAsLong() - from);
        }
    }

    private Sum sum(Stage stage) {
        Sum sum = stages.get(stage);
        if (sum == null) {
            throw new IllegalStateException("every stage has a sum: " + stage);
        }
        return sum;
    }
}
