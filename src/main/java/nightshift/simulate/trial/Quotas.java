package nightshift.simulate.trial;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Deals values so that each has its share of the places whatever the seed: what is drawn is who gets what, not how
/// many.
final class Quotas {
    private Quotas() {}

    /// How many of `places` each value gets, by largest remainder (Hamilton's method).
    static <T> Map<T, Integer> counts(Map<T, Double> shares, int places) {
        Map<T, Integer> counts = new LinkedHashMap<>();
        Map<T, Double> remainders = new LinkedHashMap<>();
        int given = 0;
        for (Map.Entry<T, Double> share : shares.entrySet()) {
            double exact = share.getValue() * places;
            int whole = (int) Math.floor(exact);
            counts.put(share.getKey(), whole);
            remainders.put(share.getKey(), exact - whole);
            given += whole;
        }
        List<T> byRemainder = new ArrayList<>(counts.keySet());
        byRemainder.sort(Comparator.comparing((T value) -> -remainders.getOrDefault(value, 0.0)));
        for (T value : byRemainder.subList(0, places - given)) {
            counts.merge(value, 1, Integer::sum);
        }
        return counts;
    }

    /// Deals one value to each place, out of those that it allows. Places with little choice are served first, and
    /// each gets the value that is furthest behind its quota, so that quotas hold wherever the restrictions leave
    /// room.
    static <T> List<T> deal(Map<T, Double> shares, List<? extends Collection<T>> allowed, RandomGenerator random) {
        Map<T, Integer> left = new HashMap<>(counts(shares, allowed.size()));
        List<Integer> order = shuffled(allowed.size(), random);
        order.sort(Comparator.comparing((Integer place) -> allowed.get(place).size()));
        List<T> dealt = new ArrayList<>(Collections.nCopies(allowed.size(), null));
        for (int place : order) {
            T best = shares.keySet().stream()
                    .filter(allowed.get(place)::contains)
                    .max(Comparator.comparing((T value) -> left.getOrDefault(value, 0)))
                    .orElseThrow(() -> new IllegalArgumentException("nothing is allowed in place " + place));
            left.merge(best, -1, Integer::sum);
            dealt.set(place, best);
        }
        return dealt;
    }

    /// The same where every place takes every value.
    static <T> List<T> deal(Map<T, Double> shares, int places, RandomGenerator random) {
        return deal(shares, Collections.nCopies(places, Set.copyOf(shares.keySet())), random);
    }

    /// Each of `values` as often as the others, within one.
    static <T> List<T> dealEvenly(Collection<T> values, int places, RandomGenerator random) {
        List<T> order = new ArrayList<>(values);
        Collections.shuffle(order, random);
        List<T> dealt = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            dealt.add(order.get(i % order.size()));
        }
        Collections.shuffle(dealt, random);
        return dealt;
    }

    private static List<Integer> shuffled(int places, RandomGenerator random) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        return order;
    }
}
