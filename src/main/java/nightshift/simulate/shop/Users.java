package nightshift.simulate.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How the users fared: the ground truth that every scenario is judged by.
///
/// A request is bad when it failed or took longer than is bearable. Error-seconds are, for each journey, the share of
/// bad requests integrated over time, summed over the journeys: a minute in which every second order fails and all else
/// works is 30 error-seconds.
public final class Users {
    /// Length of a step of the record, in seconds.
    public static final int STEP = 10;

    private static final int MEMORY = 6;
    private static final double BEARABLE_SHARE = 0.03;

    private final Map<String, List<long[]>> steps = new TreeMap<>();

    void finished(Journey journey, Reply reply, long nanoseconds, long now) {
        List<long[]> counts = steps.computeIfAbsent(journey.name(), fresh -> new ArrayList<>());
        int step = (int) (now / (STEP * Engine.SECOND));
        while (counts.size() <= step) {
            counts.add(new long[2]);
        }
        counts.get(step)[0]++;
        if (!reply.ok() || nanoseconds > journey.bearable() * Engine.SECOND) {
            counts.get(step)[1]++;
        }
    }

    /// Error-seconds between two seconds of the world, in whole steps.
    public double errorSeconds(long from, long to) {
        double sum = 0;
        for (List<long[]> counts : steps.values()) {
            for (int step = (int) (from / STEP); step < Math.min(to / STEP, counts.size()); step++) {
                long[] count = counts.get(step);
                sum += count[0] == 0 ? 0 : STEP * (double) count[1] / count[0];
            }
        }
        return sum;
    }

    /// Whether of no journey more than a few in a hundred were bad in the last minute before a second of the world.
    public boolean well(long second) {
        int last = (int) (second / STEP);
        for (List<long[]> counts : steps.values()) {
            long all = 0;
            long bad = 0;
            for (int step = Math.max(0, last - MEMORY); step < Math.min(last, counts.size()); step++) {
                all += counts.get(step)[0];
                bad += counts.get(step)[1];
            }
            if (bad > 1 + all * BEARABLE_SHARE) {
                return false;
            }
        }
        return true;
    }

    /// Share of bad requests of each journey in the last minute before a second of the world, for people to read.
    public Map<String, Double> badShares(long second) {
        Map<String, Double> shares = new TreeMap<>();
        int last = (int) (second / STEP);
        steps.forEach((journey, counts) -> {
            long all = 0;
            long bad = 0;
            for (int step = Math.max(0, last - MEMORY); step < Math.min(last, counts.size()); step++) {
                all += counts.get(step)[0];
                bad += counts.get(step)[1];
            }
            shares.put(journey, all == 0 ? 0 : (double) bad / all);
        });
        return shares;
    }
}
