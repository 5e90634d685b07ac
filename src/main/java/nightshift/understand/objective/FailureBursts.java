package nightshift.understand.objective;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import nightshift.understand.objective.RequestTally.Share;

/// The bursts of failures of one service that came and went by themselves.
///
/// Where requests are few, failures come together: those of one slow dependency, of one cold start. Counted as if each
/// came by itself, four of twenty look impossible several times a day. So what came and went three times within a day
/// is no news by its size alone; a longer or a worse one is, and so is what the budget or the service's past says. The
/// last eight are kept: 400 bytes where there are any.
final class FailureBursts {
    /// Two may be two outages.
    private static final int HABIT = 3;
    /// Nearer to each other they are one: an outage that flaps makes no habit.
    private static final Duration APART = Duration.ofHours(1);

    /// So many times worse than those before is more than chance makes of a handful of requests.
    private static final double WORSE = 2;

    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final int KEPT = 8;

    private final Deque<Burst> kept = new ArrayDeque<>(1);

    /// @param begin end of its first window
    /// @param end of the window after its last
    private record Burst(Instant begin, Instant end, int windows, double share) {}

    /// A burst is over.
    ///
    /// @param begin end of its first window
    /// @param end of the window after its last
    /// @param windows without a break
    void passed(Instant begin, Instant end, int windows, Share share) {
        Burst now = new Burst(begin, end, windows, share.share());
        Burst last = kept.peekLast();
        if (last != null && begin.isBefore(last.end().plus(APART))) {
            kept.removeLast();
            now = new Burst(
                    last.begin(), end, Math.max(last.windows(), windows), Math.max(last.share(), share.share()));
        }
        kept.addLast(now);
        if (kept.size() > KEPT) {
            kept.removeFirst();
        }
    }

    /// Whether one that has lasted so long is no more than several of the last day were.
    ///
    /// @param begin end of its first window
    boolean habitual(Instant begin, int windows, Share share) {
        return kept.stream()
                        .filter(burst -> burst.begin().isAfter(begin.minus(REMEMBERED)))
                        .filter(burst -> burst.end().plus(APART).isBefore(begin))
                        .filter(burst -> burst.windows() >= windows && WORSE * burst.share() >= share.share())
                        .count()
                >= HABIT;
    }
}
