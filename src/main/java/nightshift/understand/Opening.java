package nightshift.understand;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import nightshift.fact.EntityId;
import nightshift.fact.EntityKind;
import nightshift.fact.SignalRole;

/// Decides whether symptoms that hang together are worth an incident: each of these is, and nothing else.
/// Load alone, logs alone, a full resource that nobody feels, and anything that does not hold are not.
final class Opening {
    private static final int READINESS_PATIENCE = 3;
    private static final Duration ROLLOUT = Duration.ofMinutes(5);

    private final int openAfter;

    /// @param openAfter windows without a break
    Opening(int openAfter) {
        this.openAfter = openAfter;
    }

    /// Whether the symptoms of these services open an incident.
    boolean warranted(Set<EntityId> services, Signs signs) {
        List<Sighting> material = signs.material().stream()
                .filter(sighting -> services.contains(sighting.service()))
                .toList();
        return usersFeelIt(material, signs)
                || severalServicesFeelIt(material)
                || saturationIsFelt(material)
                || breachIsFelt(material, signs)
                || staysUnready(material, signs)
                || signs.regressions().stream().anyMatch(found -> services.contains(found.entity()))
                || signs.missed().stream().anyMatch(services::contains);
    }

    /// A service as a whole answers far slower or fails far more than usual.
    private boolean usersFeelIt(List<Sighting> material, Signs signs) {
        return material.stream()
                .filter(this::felt)
                .anyMatch(sighting -> Materiality.grave(sighting, signs.load(sighting.service())));
    }

    /// Two services along the calls are slower or fail more.
    private boolean severalServicesFeelIt(List<Sighting> material) {
        return material.stream()
                        .filter(this::felt)
                        .map(Sighting::service)
                        .distinct()
                        .count()
                >= 2;
    }

    /// A resource is used up and its service, or its calls, suffer.
    private boolean saturationIsFelt(List<Sighting> material) {
        return material.stream()
                .filter(sighting -> sighting.role().exhaustion() && sighting.held() >= openAfter)
                .anyMatch(full -> suffers(material, full.service()));
    }

    /// A threshold that a rule asks for is exceeded and the same service suffers.
    private boolean breachIsFelt(List<Sighting> material, Signs signs) {
        return signs.breaches().stream().anyMatch(breach -> suffers(material, breach.service()));
    }

    private boolean suffers(List<Sighting> material, EntityId service) {
        Predicate<Sighting> hurts =
                sighting -> sighting.role().userFacing() || sighting.role().outgoing();
        return material.stream()
                .anyMatch(sighting -> hurts.test(sighting) && sighting.service().equals(service));
    }

    /// A restart is unready for a while, and after a change a new version may be: this is longer, and without
    /// a change.
    private boolean staysUnready(List<Sighting> material, Signs signs) {
        Instant settled = signs.readings().newest().minus(ROLLOUT);
        return material.stream()
                .filter(sighting ->
                        sighting.role() == SignalRole.READINESS && sighting.held() >= READINESS_PATIENCE * openAfter)
                .anyMatch(sighting -> signs.changes().stream()
                        .noneMatch(change -> change.service().equals(sighting.service())
                                && change.at().isAfter(settled)));
    }

    private boolean felt(Sighting sighting) {
        return sighting.role().userFacing()
                && sighting.entity().kind() == EntityKind.SERVICE
                && sighting.held() >= openAfter;
    }
}
