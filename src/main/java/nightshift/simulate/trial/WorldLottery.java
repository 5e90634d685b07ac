package nightshift.simulate.trial;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import nightshift.simulate.world.design.FaultKind;
import nightshift.simulate.world.design.Strength;
import nightshift.simulate.world.design.TrapKind;
import nightshift.simulate.world.design.WorldPlan;
import nightshift.simulate.world.layout.Protocol;
import org.jspecify.annotations.Nullable;

/// Draws the worlds of an exam from a catalogue: shares hold by construction, a seed decides which world gets what.
public final class WorldLottery {
    private final WorldCatalogue catalogue;
    private final int worlds;
    private final SplittableRandom seeds;
    private final RandomGenerator random;

    private WorldLottery(WorldCatalogue catalogue, int worlds, long seed) {
        this.catalogue = catalogue;
        this.worlds = worlds;
        SplittableRandom root = new SplittableRandom(seed);
        this.seeds = root.split(); // generators of their own: neighbouring seeds share no world
        this.random = root.split();
    }

    /// All worlds of an exam; the same arguments give the same worlds.
    ///
    /// @param worlds how many; shares can only hold when there are enough
    public static List<DrawnWorld> draw(WorldCatalogue catalogue, int worlds, long seed) {
        if (worlds < 1) {
            throw new IllegalArgumentException("an exam has a world or more, got " + worlds);
        }
        return new WorldLottery(catalogue, worlds, seed).draw();
    }

    /// What befalls a world.
    private record Lot(List<FaultKind> faults, @Nullable TrapKind trap) {}

    private List<DrawnWorld> draw() {
        List<Lot> lots = lots();
        List<Boolean> weak = weak(lots);
        List<Protocol> protocols = Quotas.deal(
                catalogue.protocol(), lots.stream().map(this::protocols).toList(), random);
        List<Integer> intervals = Quotas.deal(catalogue.interval(), worlds, random);
        List<String> dialects = Quotas.deal(catalogue.dialect(), worlds, random);
        List<Integer> warmUps = Quotas.deal(catalogue.warmUp(), worlds, random);
        List<Boolean> restarts = chosen(catalogue.shares().restarts());
        List<Boolean> objectives = chosen(catalogue.shares().objectives());
        List<Boolean> told = chosen(catalogue.shares().told());
        List<DrawnWorld> drawn = new ArrayList<>();
        for (int i = 0; i < worlds; i++) {
            WorldPlan plan = plan(lots.get(i), weak.get(i), protocols.get(i), warmUps.get(i) * 60);
            OptionalInt restart = restarts.get(i) ? OptionalInt.of(middle(plan.seconds())) : OptionalInt.empty();
            drawn.add(new DrawnWorld(
                    i + 1,
                    plan,
                    new DrawnWorld.Subject(dialects.get(i), intervals.get(i)),
                    new DrawnWorld.Setting(warmUps.get(i), restart, objectives.get(i), told.get(i), weak.get(i))));
        }
        return drawn;
    }

    private List<Lot> lots() {
        int traps = (int) Math.round(catalogue.shares().traps() * worlds);
        int two = (int) Math.round(catalogue.shares().twoFaults() * worlds);
        int faulty = worlds - traps;
        List<FaultKind> first = Quotas.dealEvenly(catalogue.faults().keySet(), faulty, random);
        List<Set<FaultKind>> others = first.subList(0, two).stream()
                .map(kind -> EnumSet.complementOf(EnumSet.of(kind)))
                .map(kinds -> (Set<FaultKind>) kinds)
                .toList();
        List<FaultKind> second = Quotas.deal(even(catalogue.faults().keySet()), others, random);
        List<TrapKind> kinds = Quotas.dealEvenly(catalogue.traps().keySet(), traps, random);
        List<FaultKind> beside = Quotas.dealEvenly(catalogue.faults().keySet(), traps, random);
        List<Lot> lots = new ArrayList<>();
        for (int i = 0; i < faulty; i++) {
            lots.add(new Lot(i < two ? List.of(first.get(i), second.get(i)) : List.of(first.get(i)), null));
        }
        for (int i = 0; i < traps; i++) {
            boolean fault = catalogue.trap(kinds.get(i)).fault();
            lots.add(new Lot(fault ? List.of(beside.get(i)) : List.of(), kinds.get(i)));
        }
        Collections.shuffle(lots, random);
        return lots;
    }

    /// Chooses the weak worlds among those that are no traps: each kind of fault is weak as often as the others.
    private List<Boolean> weak(List<Lot> lots) {
        int wanted = (int) Math.round(catalogue.shares().weak() * worlds);
        Map<FaultKind, Integer> given = new HashMap<>();
        List<Boolean> weak = new ArrayList<>(Collections.nCopies(worlds, false));
        for (int n = 0; n < wanted; n++) {
            int best = -1;
            for (int i = 0; i < worlds; i++) {
                Lot lot = lots.get(i);
                boolean can = lot.trap() == null
                        && !weak.get(i)
                        && lot.faults().stream().allMatch(this::canBeWeak);
                if (can && (best < 0 || times(given, lot) < times(given, lots.get(best)))) {
                    best = i;
                }
            }
            if (best < 0) {
                throw new IllegalStateException("the catalogue's faults can't fill the share of weak worlds");
            }
            weak.set(best, true);
            given.merge(lots.get(best).faults().getFirst(), 1, Integer::sum);
        }
        return weak;
    }

    private static int times(Map<FaultKind, Integer> given, Lot lot) {
        return given.getOrDefault(lot.faults().getFirst(), 0);
    }

    private boolean canBeWeak(FaultKind kind) {
        return catalogue.fault(kind).weak();
    }

    /// What the root of the world may speak: in a trap, the service that the trap is on.
    private Collection<Protocol> protocols(Lot lot) {
        return lot.trap() != null
                ? catalogue.trap(lot.trap()).protocols()
                : catalogue.fault(lot.faults().getFirst()).protocols();
    }

    private WorldPlan plan(Lot lot, boolean weak, Protocol protocol, int warmUpSeconds) {
        int onset = warmUpSeconds + random.nextInt(catalogue.times().onsetWithin());
        int last = onset;
        List<WorldPlan.FaultWish> faults = new ArrayList<>();
        for (FaultKind kind : lot.faults()) {
            boolean root = faults.isEmpty() && lot.trap() == null;
            int begins = faults.isEmpty()
                    ? onset
                    : onset + random.nextInt(catalogue.times().secondWithin());
            faults.add(new WorldPlan.FaultWish(
                    kind, weak ? Strength.WEAK : Strength.CLEAR, begins, root ? protocol : null));
            last = begins;
        }
        List<WorldPlan.TrapWish> traps =
                lot.trap() == null ? List.of() : List.of(new WorldPlan.TrapWish(lot.trap(), onset, protocol));
        return new WorldPlan(seeds.nextLong(), last + catalogue.times().after(), faults, traps);
    }

    /// Somewhere in the middle half.
    private int middle(int seconds) {
        return seconds / 4 + random.nextInt(seconds / 2);
    }

    private List<Boolean> chosen(double share) {
        return Quotas.deal(new TreeMap<>(Map.of(true, share, false, 1 - share)), worlds, random);
    }

    private static <T> Map<T, Double> even(Collection<T> values) {
        Map<T, Double> shares = new LinkedHashMap<>();
        values.forEach(value -> shares.put(value, 1.0 / values.size()));
        return shares;
    }
}
