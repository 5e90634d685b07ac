package nightshift.understand.diagnose;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.fact.Anomaly;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.Regression;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Figure;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.SignalFamily;
import nightshift.fact.telemetry.SignalMeaning;
import nightshift.fact.telemetry.SignalRole;
import nightshift.understand.diagnose.Evidence.Channel;
import nightshift.understand.symptom.ActiveSymptom;
import nightshift.understand.symptom.CalleeContribution;
import nightshift.understand.symptom.Materiality;
import nightshift.understand.symptom.Measurement;
import nightshift.understand.symptom.RedSignals;
import nightshift.understand.version.RegressionConfig;
import nightshift.understand.version.TakenBack;

/// Collects what speaks for each entity as a root cause. Excesses become strengths by their logarithm, so
/// that a queue of a thousand does not drown everything else.
public final class Investigation {
    private static final double SILENCE = 4;
    private static final double READINESS = 2;
    /// Who runs a machine knows what it lacks.
    private static final double PRESSURE = 2;
    private static final double REGRESSION = 4;
    /// A disk fills slowly, and its band with it: that it is nearly full says more than how far from usual that is.
    private static final double DISK = 3;
    /// What users bear beyond what they were promised is plain trouble: of few requests, or of a short past, the band
    /// is so wide that nothing is far from it.
    private static final double BROKEN = 3;
    /// Caches fill and heaps are not given back: memory that grew says less than a processor that is busy.
    private static final double MEMORY = 0.6;
    /// But where it grew by as much as is worth an incident it is likelier its service's doing than anybody's out of
    /// view. What is plain of others says more.
    private static final double STRAINED_MEMORY = 1.5;

    private final DiagnosisInput input;
    private final Duration suspicion;
    private final CalleeContribution calleeContribution;
    private final CallerEvidence callerEvidence;
    /// Symptoms that matter to somebody and are not denied by all who would feel them.
    private final List<ActiveSymptom> telling;

    private final List<Evidence> evidence = new ArrayList<>();

    /// @param suspicion how long after a change its entity is a suspect for it
    public Investigation(DiagnosisInput input, Duration suspicion) {
        this.input = input;
        this.suspicion = suspicion;
        this.calleeContribution = new CalleeContribution(input.readings(), input.graph());
        this.callerEvidence = new CallerEvidence(input, calleeContribution);
        this.telling = input.activeSymptoms().stream()
                .filter(activeSymptom -> Materiality.matters(activeSymptom, input.load(activeSymptom.service()))
                        && !input.contradicted(activeSymptom))
                .toList();
    }

    public List<Evidence> evidence() {
        telling.forEach(this::fromSymptom);
        for (EntityId service : input.silentWhileCalled()) {
            add(service, Channel.SILENCE, SILENCE, service.label() + " stopped reporting while it is still called");
        }
        for (Regression regression : input.regressions()) {
            add(regression.entity(), Channel.REGRESSION, REGRESSION, regression.describe());
        }
        evidence.addAll(callerEvidence.evidence());
        evidence.addAll(new NetworkEvidence(input, calleeContribution).evidence());
        evidence.addAll(new MissingCalls(input, calleeContribution).evidence());
        for (EntityId service : services()) {
            fromLoad(service);
            fromErrorLogs(service);
            fromChanges(service);
        }
        return List.copyOf(new UnmeasuredCallees(input, calleeContribution).weighed(evidence));
    }

    /// log2 of the half-widths away from the forecast: 1 is twice the band, 5 is thirty times.
    static double strength(double excess) {
        return Math.clamp(Math.log(Math.max(1, excess)) / Math.log(2), 0, Evidence.STRONGEST);
    }

    /// The same of a symptom; at least plain while it breaks an objective and is beyond its band.
    static double strength(ActiveSymptom activeSymptom) {
        boolean broken = activeSymptom.breaksObjective() && activeSymptom.excess() > 1;
        return Math.max(broken ? BROKEN : 0, strength(activeSymptom.excess()));
    }

    private void fromSymptom(ActiveSymptom activeSymptom) {
        double strength = strength(activeSymptom);
        switch (activeSymptom.role()) {
            case REQUEST_LATENCY -> ofItsOwn(activeSymptom, Channel.OWN_LATENCY, strength);
            case REQUEST_ERRORS -> ofItsOwn(activeSymptom, Channel.OWN_ERRORS, strength);
            case SATURATION, CONNECTION_USE -> add(activeSymptom, Channel.SATURATION, strength, "");
            case QUEUE ->
                add(
                        activeSymptom,
                        Channel.SATURATION,
                        strength * callerEvidence.ownQueue(activeSymptom.service()) * ownPace(activeSymptom.service()),
                        "");
            case CONNECTION_QUEUE, CONNECTION_WAIT ->
                add(activeSymptom, Channel.SATURATION, strength * callerEvidence.ownQueue(activeSymptom.service()), "");
            case READINESS -> {
                if (!starting(activeSymptom)) {
                    add(activeSymptom, Channel.READINESS, Math.max(READINESS, strength), "");
                }
            }
            case REQUEST_RATE, CONNECTION_HOLD, CALL_LATENCY, CALL_ERRORS, CALL_RATE, LOAD, LOGS, SELF, OTHER -> {}
            case PROCESSOR -> add(activeSymptom, Channel.CONSUMPTION, strength, "");
            case MEMORY -> add(activeSymptom, Channel.CONSUMPTION, ofMemory(activeSymptom, strength), "");
            case PRESSURE -> add(activeSymptom, Channel.SATURATION, Math.max(PRESSURE, strength), "");
            case DISK -> add(activeSymptom, Channel.DISK, Math.max(DISK, strength), "");
            case RESTARTS, GARBAGE_COLLECTION, USAGE -> {}
        }
    }

    private double ofMemory(ActiveSymptom grown, double strength) {
        boolean strained = grown.sure() && Materiality.strains(grown, input.load(grown.service()));
        return Math.max(strained ? STRAINED_MEMORY : 0, MEMORY * strength);
    }

    /// A queue fills up when its work takes longer, too: how much of that is not because of what the service calls; 1
    /// where it takes no longer.
    private double ownPace(EntityId service) {
        boolean slower = RedSignals.latency(input.readings(), service)
                .filter(level -> input.worse(level, service))
                .isPresent();
        return slower ? 1 - calleeContribution.share(service, SignalRole.REQUEST_LATENCY) : 1;
    }

    /// Whether more replicas were wanted a moment ago: some are not ready because they have just begun, and nobody
    /// died.
    private boolean starting(ActiveSymptom unready) {
        return input.changes().stream()
                .anyMatch(change -> change.kind() == ChangeKind.SCALING
                        && change.service().equals(unready.service())
                        && change.at()
                                .plus(RegressionConfig.STARTS_WITHIN)
                                .isAfter(unready.level().at()));
    }

    private void ofItsOwn(ActiveSymptom activeSymptom, Channel channel, double strength) {
        double own = 1 - calleeContribution.share(activeSymptom.service(), activeSymptom.role());
        add(activeSymptom, channel, strength * own, ", " + Figure.percent(own) + " of it its own");
    }

    /// More than usual is what is beyond its band: the rate of a consumer jumps, and one window of it says little. What
    /// explains less than half of what the process uses is no reason for it: callers that try again are load too.
    private void fromLoad(EntityId service) {
        double load = input.load(service);
        boolean beyond = RedSignals.rate(input.readings(), service)
                .filter(rate -> rate.excess(Direction.UP) > 1)
                .isPresent();
        if (load >= 1.3 && beyond && !outgrown(service, load)) {
            add(
                    service,
                    Channel.LOAD,
                    Math.min(Evidence.STRONGEST, load),
                    service.label() + " gets " + Figure.times(load) + " times its usual load");
        }
    }

    /// Whether a share of its processor rose by far more than load. Time of a processor is told apart, and held against
    /// load by itself.
    private boolean outgrown(EntityId service, double load) {
        return input.activeSymptoms().stream()
                .filter(used -> used.service().equals(service)
                        && used.role() == SignalRole.SATURATION
                        && used.level().signal().family() == SignalFamily.RUNTIME
                        && Materiality.matters(used, load))
                .map(ActiveSymptom::level)
                .anyMatch(used -> used.value()
                        >= Anomaly.BEYOND_LOAD
                                * load
                                * Math.max(
                                        used.signal().materiality().floor(),
                                        used.expected().forecast()));
    }

    /// Who calls what fails logs that as an error too: what its callees explain of its own errors explains as much of
    /// what it logs.
    private void fromErrorLogs(EntityId service) {
        for (Reading reading : input.readings().of(service, SignalRole.LOGS)) {
            String severity = reading.key().attributes().getOrDefault("severity", "");
            boolean bad = severity.equals("error") || severity.equals("fatal");
            double usual = Math.max(0, reading.expected().forecast());
            if (bad && reading.value() >= 3 * usual && reading.value() - usual >= 0.3) {
                double own = 1 - calleeContribution.share(service, SignalRole.REQUEST_ERRORS);
                add(
                        service,
                        Channel.ERROR_LOGS,
                        0.8 * own * strength(Measurement.of(reading).excess(Direction.UP)),
                        service.label() + " logs " + Figure.times(reading.value()) + " records of severity " + severity
                                + " a second, usually " + Figure.times(usual));
            }
        }
    }

    /// A change is a prior, not a proof: it counts less with age, and not at all when the trouble was there
    /// before it or when it was taken back.
    private void fromChanges(EntityId service) {
        List<Change> suspects = input.changes().stream()
                .filter(change -> suspect(change, service))
                .toList();
        if (suspects.isEmpty()) {
            return;
        }
        Instant onset = onset(service);
        for (Change change : suspects) {
            Duration before = Duration.between(change.at(), onset);
            if (!before.isNegative() && before.compareTo(suspicion) < 0) {
                add(service, Channel.CHANGE, Math.exp(-before.toSeconds() / 600.0), change.describe());
            }
        }
    }

    private boolean suspect(Change change, EntityId service) {
        return change.kind().altersBehaviour()
                && change.service().equals(service)
                && !change.byNightshift()
                && !TakenBack.is(change, input.changes());
    }

    /// When the trouble began that a change of a service may have brought: its own, and that of who depends on it.
    /// Others may have suffered before, from something else. Where none of these suffer, the first trouble of
    /// anybody counts. What is unusual and matters to nobody is no trouble: among many series something always is.
    private Instant onset(EntityId service) {
        Set<EntityId> above = input.graph().above(service);
        return onset(telling.stream().filter(activeSymptom -> above.contains(activeSymptom.service())))
                .or(() -> onset(telling.stream()))
                .orElse(input.readings().newest());
    }

    private static Optional<Instant> onset(Stream<ActiveSymptom> activeSymptoms) {
        return activeSymptoms.map(ActiveSymptom::since).min(Instant::compareTo);
    }

    private Set<EntityId> services() {
        return input.readings().all().stream()
                .map(reading -> reading.key().entity())
                .filter(entity -> entity.kind() == EntityKind.SERVICE)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void add(ActiveSymptom activeSymptom, Channel channel, double strength, String more) {
        Measurement level = activeSymptom.level();
        SignalMeaning meaning = level.signal().meaning();
        String sentence = activeSymptom.signal() + meaning.statistic() + " of "
                + activeSymptom.entity().label() + " is " + Figure.of(level.value(), meaning)
                + (activeSymptom.role() == SignalRole.READINESS ? ", should be " : ", usually ")
                + Figure.of(level.expected().forecast(), meaning) + more;
        EntityId service = activeSymptom.service();
        add(service, channel, strength, sentence);
        // What a platform tells of a database, by the name of what it runs as, speaks for it as its callers know it.
        input.graph()
                .databasesAt(service.namespace(), service.name())
                .forEach(database -> add(database, channel, strength, sentence));
    }

    private void add(EntityId entity, Channel channel, double strength, String sentence) {
        evidence.add(new Evidence(entity, channel, Math.clamp(strength, 0, Evidence.STRONGEST), sentence));
    }
}
