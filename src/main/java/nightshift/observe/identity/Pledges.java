package nightshift.observe.identity;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import nightshift.fact.inventory.Pledge;
import nightshift.fact.telemetry.EntityId;
import nightshift.observe.intake.DropReason;
import nightshift.observe.intake.Drops;

/// What is written on services that they promise: as an attribute of their resource, or as an
/// annotation of what Kubernetes runs, which the Collector's k8sattributes processor makes such an
/// attribute of. Who was met last counts. What can't be read is counted and otherwise as if it were not
/// there. Guarded by the observer's lock.
final class Pledges {
    static final String AVAILABILITY = "nightshift.dev/objective.availability";
    static final String LATENCY = "nightshift.dev/objective.latency";

    /// As the processor names them in its present and its earlier releases; the closest to the program counts.
    private static final List<String> PREFIXES = List.of(
            "",
            "k8s.pod.annotation.",
            "k8s.pod.annotations.",
            "k8s.deployment.annotation.",
            "k8s.deployment.annotations.",
            "k8s.statefulset.annotation.",
            "k8s.statefulset.annotations.",
            "k8s.daemonset.annotation.",
            "k8s.daemonset.annotations.");

    private final int limit;
    private final Drops drops;
    private final Map<EntityId, Pledge> byService = new LinkedHashMap<>();

    /// Whose pledge was read by an earlier process and by this one not yet.
    private final Set<EntityId> awaited = new HashSet<>();

    private Instant awaitedUntil = Instant.MAX;

    /// @param limit of services
    Pledges(int limit, Drops drops) {
        this.limit = limit;
        this.drops = drops;
    }

    Map<EntityId, Pledge> all() {
        return byService;
    }

    /// What an earlier process read.
    ///
    /// @param until what nobody says again until then is forgotten
    void recall(Map<EntityId, Pledge> written, Instant until) {
        written.entrySet().stream().limit(limit).forEach(each -> {
            byService.put(each.getKey(), each.getValue());
            awaited.add(each.getKey());
        });
        awaitedUntil = until;
    }

    /// Forgets what was waited for in vain.
    ///
    /// @return whether that changed something
    boolean giveUp(Instant now) {
        if (awaited.isEmpty() || !now.isAfter(awaitedUntil)) {
            return false;
        }
        byService.keySet().removeAll(awaited);
        awaited.clear();
        return true;
    }

    /// A resource of a service was met.
    ///
    /// @return whether that changed something
    boolean met(EntityId service, Map<String, String> attributes) {
        Pledge pledge = new Pledge(
                read(attributes, AVAILABILITY, Pledges::share), read(attributes, LATENCY, Pledges::duration));
        if (pledge.equals(Pledge.NONE)) {
            return false;
        }
        awaited.remove(service);
        if (pledge.equals(byService.get(service))) {
            return false;
        }
        if (byService.size() >= limit && !byService.containsKey(service)) {
            drops.count(DropReason.ROSTER_LIMIT);
            return false;
        }
        byService.put(service, pledge);
        return true;
    }

    /// No resource of a service is left.
    ///
    /// @return whether that changed something
    boolean gone(EntityId service) {
        awaited.remove(service);
        return byService.remove(service) != null;
    }

    private <T> Optional<T> read(Map<String, String> attributes, String key, Function<String, T> parse) {
        String written = Placement.first(
                attributes, PREFIXES.stream().map(prefix -> prefix + key).toArray(String[]::new));
        if (written.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(written.strip()));
        } catch (RuntimeException unreadable) {
            drops.count(DropReason.UNREADABLE_OBJECTIVE);
            return Optional.empty();
        }
    }

    /// `99.9%` or `0.999`.
    private static double share(String text) {
        boolean percent = text.endsWith("%");
        double share = new BigDecimal(percent ? text.substring(0, text.length() - 1) : text)
                .movePointLeft(percent ? 2 : 0)
                .doubleValue();
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(text);
        }
        return share;
    }

    /// `300ms`, `2s` or `1m`.
    private static Duration duration(String text) {
        String unit = text.replaceFirst("^[0-9]{1,9}", "");
        long number = Long.parseLong(text.substring(0, text.length() - unit.length()));
        Duration duration = switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> throw new IllegalArgumentException(text);
        };
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(text);
        }
        return duration;
    }
}
