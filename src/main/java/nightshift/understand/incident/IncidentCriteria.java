package nightshift.understand.incident;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Patience;
import nightshift.fact.telemetry.SignalRole;
import nightshift.understand.diagnose.DiagnosisInput;
import nightshift.understand.symptom.ActiveSymptom;
import nightshift.understand.symptom.Materiality;
import nightshift.understand.symptom.RedSignals;

/// Decides whether symptoms that hang together are worth an incident: each of these is, and nothing
/// else. Load alone, logs alone, a full resource that nobody feels and that was as full before, and
/// anything that does not hold are not.
final class IncidentCriteria {
    private final OpeningConfig config;

    IncidentCriteria(OpeningConfig config) {
        this.config = config;
    }

    /// Whether the symptoms of these services open an incident.
    boolean warranted(Set<EntityId> services, DiagnosisInput input) {
        List<ActiveSymptom> all = input.material().stream()
                .filter(activeSymptom -> services.contains(activeSymptom.service()))
                .toList();
        List<ActiveSymptom> material = all.stream().filter(ActiveSymptom::sure).toList();
        return usersFeelIt(material, input)
                || severalServicesFeelIt(material, input)
                || saturationIsFelt(material)
                || breachIsFelt(material, input)
                || strains(all, input)
                || runsAway(material)
                || fallsBehind(all, input)
                || callsAreFarWorse(material, input)
                || staysUnready(material, input)
                || answersNobody(material, input)
                || pressed(material)
                || input.regressions().stream().anyMatch(found -> services.contains(found.entity()))
                || input.silentWhileCalled().stream().anyMatch(services::contains);
    }

    /// A service as a whole answers far slower or fails far more than usual.
    private boolean usersFeelIt(List<ActiveSymptom> material, DiagnosisInput input) {
        return material.stream()
                .filter(activeSymptom -> felt(activeSymptom, input))
                .anyMatch(activeSymptom -> Materiality.grave(activeSymptom, input.load(activeSymptom.service())));
    }

    /// Two services along the calls are slower or fail more.
    private boolean severalServicesFeelIt(List<ActiveSymptom> material, DiagnosisInput input) {
        return material.stream()
                        .filter(activeSymptom -> felt(activeSymptom, input))
                        .map(ActiveSymptom::service)
                        .distinct()
                        .count()
                >= 2;
    }

    /// A resource is used up and its service, or its calls, suffer.
    private boolean saturationIsFelt(List<ActiveSymptom> material) {
        return material.stream()
                .filter(activeSymptom -> activeSymptom.role().exhaustion() && holds(activeSymptom, config.felt()))
                .anyMatch(full -> suffers(material, full.service()));
    }

    /// A service uses far more processor time than it ever did, and not because more is asked of it.
    /// Memory that grew says less: caches fill, and heaps are not given back; it must have grown by
    /// much, see [#strains].
    private boolean runsAway(List<ActiveSymptom> material) {
        return material.stream()
                .filter(activeSymptom -> activeSymptom.role() == SignalRole.PROCESSOR
                        && activeSymptom.entity().kind() == EntityKind.SERVICE
                        && holds(activeSymptom, config.felt()))
                .anyMatch(activeSymptom -> Materiality.grave(activeSymptom, 1));
    }

    /// Work waits in its queue for far longer than usual; or some of it stays however much is taken, as behind
    /// a message that nobody can work on. While a change is rolled out, its consumers begin anew one by one.
    private boolean fallsBehind(List<ActiveSymptom> material, DiagnosisInput input) {
        return material.stream()
                .filter(activeSymptom -> activeSymptom.role() == SignalRole.QUEUE
                        && activeSymptom.entity().kind() == EntityKind.SERVICE)
                .anyMatch(waits -> holds(waits, config.felt()) && input.late(waits)
                        || input.fillsUp(waits) && !rolledOut(waits, input)
                        || waits.sure()
                                && holds(waits, config.queued())
                                && waits.excess() >= config.far()
                                && Materiality.grave(waits, input.load(waits.service())));
    }

    /// Calls from one service to another take far longer or fail far more, whatever their users feel of
    /// it: they may be few among many.
    private boolean callsAreFarWorse(List<ActiveSymptom> material, DiagnosisInput input) {
        return material.stream()
                .filter(activeSymptom -> activeSymptom.role().outgoing()
                        && activeSymptom.entity().kind() == EntityKind.EDGE
                        && activeSymptom.excess() >= config.far()
                        && holds(activeSymptom, config.felt())
                        && counts(activeSymptom, input)
                        && borneOut(activeSymptom, input))
                .anyMatch(activeSymptom -> Materiality.grave(activeSymptom, input.load(activeSymptom.service())));
    }

    /// Calls too young for a past are held against their first windows, which may have been idle ones: who
    /// makes them must answer slower too, and not because more is asked of it.
    private static boolean borneOut(ActiveSymptom calls, DiagnosisInput input) {
        return !calls.breaksObjective()
                || input.worse(calls.level(), calls.service())
                        && RedSignals.latency(input.readings(), calls.service())
                                .filter(own -> input.worse(own, calls.service()))
                                .isPresent();
    }

    /// A threshold that a rule asks for is exceeded and the same service suffers. Replicas that are not ready are
    /// part of every rollout, whatever a rule asks of them: how long is too long is said below.
    private boolean breachIsFelt(List<ActiveSymptom> material, DiagnosisInput input) {
        return input.breaches().stream()
                .filter(breach -> breach.meaning().role() != SignalRole.READINESS)
                .anyMatch(breach -> suffers(material, breach.service()));
    }

    /// Something of its own is used many times as much as usual for a while, though nobody feels it yet.
    private boolean strains(List<ActiveSymptom> material, DiagnosisInput input) {
        return material.stream()
                .anyMatch(activeSymptom -> holds(activeSymptom, config.strained())
                        && Materiality.strains(activeSymptom, input.load(activeSymptom.service())));
    }

    private boolean suffers(List<ActiveSymptom> material, EntityId service) {
        Predicate<ActiveSymptom> hurts = activeSymptom ->
                activeSymptom.role().userFacing() || activeSymptom.role().outgoing();
        return material.stream()
                .anyMatch(activeSymptom ->
                        hurts.test(activeSymptom) && activeSymptom.service().equals(service));
    }

    /// A restart is unready for a while, and after a change a new version may be: this is longer, and without
    /// a change, or so few of the replicas are left that no rollout explains it.
    private boolean staysUnready(List<ActiveSymptom> material, DiagnosisInput input) {
        return material.stream()
                .filter(activeSymptom ->
                        activeSymptom.role() == SignalRole.READINESS && holds(activeSymptom, config.unready()))
                .anyMatch(activeSymptom ->
                        activeSymptom.level().value() < config.few() || !rolledOut(activeSymptom, input));
    }

    /// None of its replicas takes requests, and those that usually come were answered by nobody meanwhile. Whoever asks
    /// an entry is a person, who sends no telemetry: nobody else tells what they bear, and no rollout excuses it.
    private boolean answersNobody(List<ActiveSymptom> material, DiagnosisInput input) {
        return material.stream()
                .filter(activeSymptom -> activeSymptom.role() == SignalRole.READINESS
                        && activeSymptom.level().value() <= 0
                        && holds(activeSymptom, config.felt()))
                .anyMatch(none -> input.unansweredRate(none.service(), none.since()) * none.held() * seconds(none)
                        >= config.requests());
    }

    /// Whether its service was changed so lately that its replicas may still begin anew.
    private boolean rolledOut(ActiveSymptom activeSymptom, DiagnosisInput input) {
        Instant newest = input.readings().newest();
        return input.changes().stream()
                .anyMatch(change -> change.service().equals(activeSymptom.service())
                        && change.at()
                                .plus(config.rollout()
                                        .lasting(activeSymptom.level().step()))
                                .isAfter(newest));
    }

    /// A machine runs out of what its pods need and nothing that its platform does about it helps; or
    /// its disk has become full, where nobody speaks of pods.
    private boolean pressed(List<ActiveSymptom> material) {
        return material.stream()
                .filter(activeSymptom -> activeSymptom.entity().kind() == EntityKind.NODE)
                .filter(activeSymptom -> activeSymptom.role() == SignalRole.PRESSURE
                        || activeSymptom.role() == SignalRole.DISK
                                && activeSymptom.level().signal().meaning().share()
                                && activeSymptom.level().value() >= config.full())
                .anyMatch(activeSymptom -> holds(activeSymptom, config.pressed()));
    }

    private boolean felt(ActiveSymptom activeSymptom, DiagnosisInput input) {
        return activeSymptom.role().userFacing()
                && activeSymptom.entity().kind() == EntityKind.SERVICE
                && holds(activeSymptom, config.felt())
                && counts(activeSymptom, input);
    }

    /// Whether enough requests were served while it held. Who does not count them is believed.
    private boolean counts(ActiveSymptom activeSymptom, DiagnosisInput input) {
        double served = activeSymptom.held() * seconds(activeSymptom);
        return input.requestRate(activeSymptom.entity()) * served >= config.requests();
    }

    private static double seconds(ActiveSymptom activeSymptom) {
        return activeSymptom.level().step().toMillis() / 1000.0;
    }

    private static boolean holds(ActiveSymptom activeSymptom, Patience patience) {
        return activeSymptom.held() >= patience.windows(activeSymptom.level().step());
    }
}
