package nightshift.simulate.trial;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nightshift.fact.FailureKind;
import nightshift.simulate.world.design.FaultKind;
import nightshift.simulate.world.design.TrapKind;
import nightshift.simulate.world.layout.Protocol;

/// Which generated worlds there are, and what counts as right in each: `catalogue.yaml`, which explains every
/// field.
///
/// @param warmUp minutes to share
/// @param interval seconds to share
/// @param dialect name to share
/// @param protocol of the root to share
/// @param youngBelow windows of the root before the onset
public record WorldCatalogue(
        Shares shares,
        Map<Integer, Double> warmUp,
        Map<Integer, Double> interval,
        Map<String, Double> dialect,
        Map<Protocol, Double> protocol,
        Times times,
        int youngBelow,
        Map<FaultKind, FaultEntry> faults,
        Map<TrapKind, TrapEntry> traps) {
    /// Where the shipped one is.
    public static final String RESOURCE = "/nightshift/simulate/catalogue.yaml";

    private static final double ROUNDING = 1e-9;

    public WorldCatalogue {
        warmUp = whole("warmUp", warmUp);
        interval = whole("interval", interval);
        dialect = whole("dialect", dialect);
        protocol = whole("protocol", protocol);
        faults = new TreeMap<>(faults);
        traps = new TreeMap<>(traps);
        require(faults.keySet().equals(EnumSet.allOf(FaultKind.class)), "faults", faults.keySet());
        require(traps.keySet().equals(EnumSet.allOf(TrapKind.class)), "traps", traps.keySet());
    }

    /// @param traps of all worlds
    /// @param twoFaults of all worlds; the rest has one
    /// @param weak of all worlds
    /// @param restarts of all worlds: the product is restarted in the middle
    /// @param objectives of all worlds: services have latency objectives
    /// @param told of all worlds: changes are told
    public record Shares(
            double traps, double twoFaults, double weak, double restarts, double objectives, double told) {}

    /// @param onsetWithin seconds after the warm-up
    /// @param secondWithin seconds after the first fault
    /// @param after seconds from the last onset to the end
    public record Times(int onsetWithin, int secondWithin, int after) {}

    /// @param kinds of failure that may be named for it
    /// @param remedies action types that are accepted on its root; empty when none that is shipped heals it
    /// @param protocols that its root may speak
    /// @param weak whether it can be just above the bar
    public record FaultEntry(List<FailureKind> kinds, List<String> remedies, Set<Protocol> protocols, boolean weak) {
        public FaultEntry {
            kinds = List.copyOf(kinds);
            remedies = List.copyOf(remedies);
            protocols = Set.copyOf(protocols);
        }
    }

    /// @param protocols that the service it is on may speak
    /// @param fault whether something is wrong beside it
    public record TrapEntry(Set<Protocol> protocols, boolean fault) {
        public TrapEntry {
            protocols = Set.copyOf(protocols);
        }
    }

    /// The one in this jar.
    public static WorldCatalogue shipped() {
        try (InputStream file = WorldCatalogue.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw new IllegalStateException("the build lacks " + RESOURCE);
            }
            return YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build()
                    .readValue(file, WorldCatalogue.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the shipped catalogue can't be read", unreadable);
        }
    }

    /// What is accepted of a kind of fault.
    public FaultEntry fault(FaultKind kind) {
        FaultEntry entry = faults.get(kind);
        if (entry == null) {
            throw new IllegalStateException("every kind of fault was required, yet there is no " + kind);
        }
        return entry;
    }

    /// What a kind of trap allows.
    public TrapEntry trap(TrapKind kind) {
        TrapEntry entry = traps.get(kind);
        if (entry == null) {
            throw new IllegalStateException("every kind of trap was required, yet there is no " + kind);
        }
        return entry;
    }

    private static <T> Map<T, Double> whole(String field, Map<T, Double> shares) {
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        require(Math.abs(sum - 1) < ROUNDING, field, "shares that sum to " + sum);
        return new TreeMap<>(shares);
    }

    private static void require(boolean fulfilled, String field, Object got) {
        if (!fulfilled) {
            throw new IllegalArgumentException(
                    "catalogue field '" + field + "' must name all there is and sum to 1 where it shares, got " + got);
        }
    }
}
