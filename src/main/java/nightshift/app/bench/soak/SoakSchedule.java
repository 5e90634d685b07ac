package nightshift.app.bench.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// What befalls a server while it soaks, by seed. Kills are not among it: they follow what the server does.
///
/// @param happenings in the order of their times
record SoakSchedule(List<Happening> happenings) {
    /// How long the server learns before the first of them.
    static final Duration LEARNING = Duration.ofSeconds(100);

    /// Faults are so far apart that two or three stand at one time.
    private static final int FAULT_EVERY_SECONDS = 14;

    private static final int FREEZE_EVERY_SECONDS = 170;
    private static final int STEP_EVERY_SECONDS = 290;
    private static final int DEAD_PAGER_EVERY_SECONDS = 200;
    private static final int OVERLOAD_EVERY_SECONDS = 240;
    private static final int LONGEST_FREEZE_SECONDS = 120;
    private static final int SHORTEST_FREEZE_SECONDS = 5;
    private static final int[] STEPS = {-600, -60, 45, 400};

    /// What happens.
    enum Kind {
        /// A service gets a version that fails; `amount` is the number of the service.
        FAULT,
        /// The same, but it gets well by itself after a while.
        PASSING_FAULT,
        /// The server stands still for `amount` seconds.
        FREEZE,
        /// The clock of the server and the senders moves by `amount` seconds.
        STEP,
        /// The pager takes nothing for `amount` seconds.
        DEAD_PAGER,
        /// Another sender sends twice as much for `amount` seconds.
        OVERLOAD
    }

    /// One of them.
    ///
    /// @param at from the start of the server on
    /// @param amount as its kind says
    record Happening(Duration at, Kind kind, int amount) {}

    SoakSchedule {
        happenings = List.copyOf(happenings);
    }

    static SoakSchedule of(long seed, Duration length, int services) {
        Random random = new Random(seed);
        long begin = LEARNING.toSeconds();
        long end = length.toSeconds();
        List<Happening> all = new ArrayList<>();
        int next = 0;
        for (long at = begin; at < end; at += FAULT_EVERY_SECONDS) {
            Kind kind = random.nextInt(4) == 0 ? Kind.PASSING_FAULT : Kind.FAULT;
            all.add(new Happening(Duration.ofSeconds(at), kind, next++ % services));
        }
        every(all, random, Kind.FREEZE, FREEZE_EVERY_SECONDS, begin, end);
        every(all, random, Kind.STEP, STEP_EVERY_SECONDS, begin, end);
        every(all, random, Kind.DEAD_PAGER, DEAD_PAGER_EVERY_SECONDS, begin, end);
        every(all, random, Kind.OVERLOAD, OVERLOAD_EVERY_SECONDS, begin, end);
        all.sort(Comparator.comparing(Happening::at));
        return new SoakSchedule(all);
    }

    private static void every(List<Happening> all, Random random, Kind kind, int seconds, long begin, long end) {
        for (long at = begin + seconds / 2; at < end; at += seconds) {
            int amount = kind == Kind.STEP
                    ? STEPS[random.nextInt(STEPS.length)]
                    : SHORTEST_FREEZE_SECONDS + random.nextInt(LONGEST_FREEZE_SECONDS - SHORTEST_FREEZE_SECONDS + 1);
            all.add(new Happening(Duration.ofSeconds(at + random.nextInt(20)), kind, amount));
        }
    }
}
