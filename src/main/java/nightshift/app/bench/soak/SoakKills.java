package nightshift.app.bench.soak;

import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/// At which points of its decisions' lives the server was killed, and where it is to be next. A kill meets each
/// decision where that is: it counts once for the point that set it off and for each state that another decision is
/// in.
/// Safe for use by several threads.
final class SoakKills {
    private static final int ONE_IN = 3;

    private final int wanted;
    private final Random random;
    private final Map<String, Integer> times = new TreeMap<>();
    private int all;

    /// @param wanted at each point; after that it sets off no more
    SoakKills(int wanted, Random random) {
        this.wanted = wanted;
        this.random = random;
    }

    /// That a point exists, though the server may not be killed at it now.
    synchronized void met(String point) {
        times.putIfAbsent(point, 0);
    }

    /// Whether the server is killed at a point that a decision reaches. One that was rarely hit is hit whenever it
    /// comes; one that comes all the time leaves others their turn.
    ///
    /// @param standing the states that decisions are in just now
    synchronized boolean strikes(String point, Collection<String> standing) {
        met(point);
        int before = times.getOrDefault(point, 0);
        int least = times.values().stream().mapToInt(Integer::intValue).min().orElse(0);
        if (before >= wanted || before > least + 1 && random.nextInt(ONE_IN) != 0) {
            return false;
        }
        all++;
        TreeSet<String> hit = new TreeSet<>(standing);
        hit.add(point);
        hit.forEach(each -> times.merge(each, 1, Integer::sum));
        return true;
    }

    /// Whether it was killed less often there than anywhere, and not often enough.
    synchronized boolean rare(String point) {
        int before = times.getOrDefault(point, 0);
        return before < wanted && times.values().stream().noneMatch(other -> other < before);
    }

    /// How often at each point.
    synchronized Map<String, Integer> times() {
        return new TreeMap<>(times);
    }

    /// How many there were.
    synchronized int all() {
        return all;
    }
}
