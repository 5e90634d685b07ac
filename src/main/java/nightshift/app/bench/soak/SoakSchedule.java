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
    /// How long the server learns before the first of them, all services at once.
    static final Duration LEARNING = Duration.ofSeconds(60);

    private static final int FAULT_EVERY_SECONDS = 4;
    private static final int FREEZE_EVERY_SECONDS = 280;
    private static final int STEP_EVERY_SECONDS = 290;
    private static final int DEAD_PAGER_EVERY_SECONDS = 300;
    private static final int OVERLOAD_EVERY_SECONDS = 240;
    private static final int APPROVALS_EVERY_SECONDS = 150;
    private static final int LASTING_SECONDS = 50;
    /// From the shortest to the longest, in an order of their own each night.
    private static final int[] FREEZES = {5, 20, 66, 35, 120};

    /// What goes back comes on again, as by a time service; what goes on stays.
    private static final int[] STEPS = {-60, 45, -600, 400};

    private static final int CORRECTED_SECONDS = 40;

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
        OVERLOAD,
        /// What would be done alone needs a person's approval for `amount` seconds.
        APPROVALS
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
        for (long at = begin; at < end; at += FAULT_EVERY_SECONDS) {
            Kind kind = random.nextInt(5) == 0 ? Kind.PASSING_FAULT : Kind.FAULT;
            add(all, at, kind, random.nextInt(services));
        }
        int first = random.nextInt(FREEZES.length);
        for (long at = begin + FREEZE_EVERY_SECONDS / 3; at < end; at += FREEZE_EVERY_SECONDS) {
            add(all, at + random.nextInt(20), Kind.FREEZE, FREEZES[first++ % FREEZES.length]);
        }
        int step = 0;
        for (long at = begin + STEP_EVERY_SECONDS / 2; at < end; at += STEP_EVERY_SECONDS) {
            int amount = STEPS[step++ % STEPS.length];
            add(all, at, Kind.STEP, amount);
            if (amount < 0) {
                add(all, at + CORRECTED_SECONDS, Kind.STEP, -amount);
            }
        }
        every(all, Kind.DEAD_PAGER, DEAD_PAGER_EVERY_SECONDS, begin, end);
        every(all, Kind.OVERLOAD, OVERLOAD_EVERY_SECONDS, begin, end);
        every(all, Kind.APPROVALS, APPROVALS_EVERY_SECONDS, begin, end);
        all.sort(Comparator.comparing(Happening::at));
        return new SoakSchedule(all);
    }

    private static void every(List<Happening> all, Kind kind, int seconds, long begin, long end) {
        for (long at = begin + seconds / 2; at < end; at += seconds) {
            add(all, at, kind, LASTING_SECONDS);
        }
    }

    private static void add(List<Happening> all, long at, Kind kind, int amount) {
        all.add(new Happening(Duration.ofSeconds(at), kind, amount));
    }
}
