package nightshift.understand.diagnose;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.fact.Change;
import nightshift.fact.Regression;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.SignalRole;
import nightshift.understand.diagnose.Evidence.Channel;
import nightshift.understand.symptom.ActiveSymptom;
import nightshift.understand.symptom.CalleeContribution;
import nightshift.understand.symptom.Materiality;
import nightshift.understand.symptom.Measurement;

/// Collects what speaks for each entity as a root cause. Excesses become strengths by their logarithm, so
/// that a queue of a thousand does not drown everything else.
public final class Investigation {
    private static final double SILENCE = 4;
    private static final double READINESS = 2;
    private static final double REGRESSION = 4;

    private final DiagnosisInput signs;
    private final Duration suspicion;
    private final CalleeContribution passedOn;
    private final CallerEvidence callersView;
    private final List<Evidence> evidence = new ArrayList<>();

    /// @param suspicion how long after a change its entity is a suspect for it
    public Investigation(DiagnosisInput signs, Duration suspicion) {
        this.signs = signs;
        this.suspicion = suspicion;
        this.passedOn = new CalleeContribution(signs.readings(), signs.graph());
        this.callersView = new CallerEvidence(signs);
    }

    public List<Evidence> evidence() {
        for (ActiveSymptom sighting : signs.sightings()) {
            if (Materiality.matters(sighting, signs.load(sighting.service()))) {
                fromSymptom(sighting);
            }
        }
        for (EntityId service : signs.missed()) {
            add(service, Channel.SILENCE, SILENCE, service.label() + " stopped reporting while it is still called");
        }
        for (Regression regression : signs.regressions()) {
            add(regression.entity(), Channel.REGRESSION, REGRESSION, regression.describe());
        }
        evidence.addAll(callersView.evidence());
        Instant onset = onset();
        for (EntityId service : services()) {
            fromLoad(service);
            fromErrorLogs(service);
            fromChanges(service, onset);
        }
        return List.copyOf(evidence);
    }

    /// log2 of the half-widths away from the forecast: 1 is twice the band, 5 is thirty times.
    static double strength(double excess) {
        return Math.clamp(Math.log(Math.max(1, excess)) / Math.log(2), 0, Evidence.STRONGEST);
    }

    private void fromSymptom(ActiveSymptom sighting) {
        double strength = strength(sighting.excess());
        switch (sighting.role()) {
            case LATENCY -> ofItsOwn(sighting, Channel.OWN_LATENCY, strength);
            case ERRORS -> ofItsOwn(sighting, Channel.OWN_ERRORS, strength);
            case UTILIZATION -> add(sighting, Channel.SATURATION, strength, "");
            case QUEUE -> add(sighting, Channel.SATURATION, strength * callersView.ownQueue(sighting.service()), "");
            case READINESS -> add(sighting, Channel.READINESS, Math.max(READINESS, strength), "");
            case CALL_LATENCY, CALL_ERRORS, LOAD, LOGS, SELF, OTHER -> {}
        }
    }

    private void ofItsOwn(ActiveSymptom sighting, Channel channel, double strength) {
        double own = 1 - passedOn.share(sighting.service(), sighting.role());
        add(sighting, channel, strength * own, String.format(Locale.ROOT, ", %.0f%% of it its own", 100 * own));
    }

    private void fromLoad(EntityId service) {
        double load = signs.load(service);
        if (load >= 1.3) {
            add(
                    service,
                    Channel.LOAD,
                    Math.min(Evidence.STRONGEST, load),
                    String.format(Locale.ROOT, "%s gets %.1f times its usual load", service.label(), load));
        }
    }

    private void fromErrorLogs(EntityId service) {
        for (Reading reading : signs.readings().of(service, "log.record.rate")) {
            String severity = reading.key().attributes().getOrDefault("severity", "");
            boolean bad = severity.equals("error") || severity.equals("fatal");
            double usual = Math.max(0, reading.expected().forecast());
            if (bad && reading.value() >= 3 * usual && reading.value() - usual >= 0.3) {
                Measurement level =
                        new Measurement(reading.value(), reading.expected(), reading.confidence(), reading.windowEnd());
                add(
                        service,
                        Channel.ERROR_LOGS,
                        0.8 * strength(level.excess(Direction.UP, SignalRole.LOGS)),
                        String.format(
                                Locale.ROOT,
                                "%s logs %.3g records of severity %s a second, usually %.3g",
                                service.label(),
                                reading.value(),
                                severity,
                                usual));
            }
        }
    }

    /// A change is a prior, not a proof: it counts less with age, and not at all when the trouble was there
    /// before it.
    private void fromChanges(EntityId service, Instant onset) {
        for (Change change : signs.changes()) {
            Duration before = Duration.between(change.at(), onset);
            boolean suspect = change.service().equals(service)
                    && !change.byNightshift()
                    && !before.isNegative()
                    && before.compareTo(suspicion) < 0;
            if (suspect) {
                add(service, Channel.CHANGE, Math.exp(-before.toSeconds() / 600.0), change.describe());
            }
        }
    }

    private Instant onset() {
        return signs.sightings().stream()
                .map(ActiveSymptom::since)
                .min(Instant::compareTo)
                .orElse(signs.readings().newest());
    }

    private Set<EntityId> services() {
        return signs.readings().all().stream()
                .map(reading -> reading.key().entity())
                .filter(entity -> entity.kind() == EntityKind.SERVICE)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void add(ActiveSymptom sighting, Channel channel, double strength, String more) {
        Measurement level = sighting.level();
        String sentence = String.format(
                Locale.ROOT,
                "%s of %s is %.3g, usually %.3g%s",
                sighting.signal(),
                sighting.entity().label(),
                level.value(),
                level.expected().forecast(),
                more);
        add(sighting.service(), channel, strength, sentence);
    }

    private void add(EntityId entity, Channel channel, double strength, String sentence) {
        evidence.add(new Evidence(entity, channel, Math.clamp(strength, 0, Evidence.STRONGEST), sentence));
    }
}
