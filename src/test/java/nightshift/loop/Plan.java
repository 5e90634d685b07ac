package nightshift.loop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import nightshift.fact.decision.Command;
import nightshift.loop.Faults.Place;

/// What a run without faults found out and a run with faults goes by: which orders people gave before which step, and
/// how often which place was passed in it.
final class Plan {
    private static final int APART = 4;

    final Map<Integer, List<Command>> orders = new TreeMap<>();
    final Map<Integer, Map<Place, Integer>> passes = new TreeMap<>();

    /// One fault: at the n-th passing of a place within a step, and again when the turn is taken again.
    record Fault(int step, Place place, int passing, int times) {}

    void passed(int step, Place place) {
        passes.computeIfAbsent(step, fresh -> new EnumMap<>(Place.class)).merge(place, 1, Integer::sum);
    }

    /// Faults at random steps and places that will be passed, most at those that are rare. A pause acts before
    /// a turn that is taken again, so none is ordered while there may be one.
    List<Fault> faults(Random random, int steps) {
        List<Fault> faults = new ArrayList<>();
        for (int step = Telemetry.WARM - 4; step < steps - APART; step += 1) {
            List<Place> passed = List.copyOf(passes.getOrDefault(step, Map.of()).keySet());
            if (passed.isEmpty() || paused(step) || random.nextInt(3) == 0) {
                continue;
            }
            Place place = random.nextBoolean() ? rarest(passed) : passed.get(random.nextInt(passed.size()));
            int passing = random.nextInt(passes.get(step).get(place));
            faults.add(new Fault(step, place, passing, 1 + random.nextInt(2)));
            step += APART - 1;
        }
        return faults;
    }

    private Place rarest(List<Place> places) {
        return Collections.min(
                places,
                Comparator.comparing(place -> passes.values().stream()
                        .filter(step -> step.containsKey(place))
                        .count()));
    }

    private boolean paused(int step) {
        for (int next = step + 1; next < step + APART; next++) {
            for (Command order : orders.getOrDefault(next, List.of())) {
                if (order instanceof Command.Pause || order instanceof Command.Resume) {
                    return true;
                }
            }
        }
        return false;
    }
}
