package nightshift.app.bench.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/// How long apart the turns of a server are that is there and not frozen, as seen from outside: by looks, so that a
/// gap is known to a look's length. For one thread.
final class SoakTurns {
    private static final double NANOS = 1e9;

    private final List<Double> gaps = new ArrayList<>();
    private long count = -1;
    private long since;

    /// Whatever was before is no gap: it was killed or stood still.
    void away() {
        count = -1;
    }

    /// @param turns since its start; empty when it did not say
    /// @param mono time of [System#nanoTime]
    void look(OptionalLong turns, long mono) {
        if (turns.isEmpty() || turns.getAsLong() == count) {
            return;
        }
        if (count >= 0) {
            gaps.add((mono - since) / NANOS / (turns.getAsLong() - count));
        }
        count = turns.getAsLong();
        since = mono;
    }

    String words() {
        if (gaps.isEmpty()) {
            return "none seen";
        }
        List<Double> sorted = new ArrayList<>(gaps);
        Collections.sort(sorted);
        return "%d turns, median %.1f s, p99 %.1f s, longest %.1f s"
                .formatted(
                        sorted.size(),
                        sorted.get(sorted.size() / 2),
                        sorted.get((int) (sorted.size() * 0.99)),
                        sorted.getLast());
    }
}
