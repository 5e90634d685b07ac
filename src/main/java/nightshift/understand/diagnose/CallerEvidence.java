package nightshift.understand.diagnose;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.fact.Dependency;
import nightshift.fact.Symptom;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SignalRole;
import nightshift.understand.diagnose.Evidence.Channel;
import nightshift.understand.symptom.CalleeContribution;
import nightshift.understand.symptom.Measurement;
import nightshift.understand.symptom.RedSignals;

/// What those who call an entity say about it: the only witnesses of a database that sends no telemetry, of
/// the network in between, and of a dead service. What the callee passes on from its own callees is taken off, and
/// so is time that its own account says was lost on the way. It weighs by the share of callers that suffer; a lone
/// caller whose own pool is exhausted is a poor witness against the database behind that pool.
final class CallerEvidence {
    private static final double HEARSAY = 0.7;
    private static final double BIASED = 0.5;
    private static final double OWN_QUEUE = 1.3;
    private static final double OTHERS_QUEUE = 0.3;
    /// How many times as long as usual a connection is kept behind a database that is slow: less fills no pool.
    private static final double LONGER = 1.5;
    /// Share of its own trouble that a caller hands on at least, unless it does without the callee.
    private static final double HANDED_ON = 0.25;

    private final DiagnosisInput input;
    private final Readings readings;
    private final CalleeContribution contribution;
    private final HandedOn slowness;
    private final HandedOn failures;

    CallerEvidence(DiagnosisInput input, CalleeContribution contribution) {
        this.input = input;
        this.contribution = contribution;
        this.readings = input.readings();
        this.slowness = new HandedOn(input, contribution, SignalRole.REQUEST_LATENCY);
        this.failures = new HandedOn(input, contribution, SignalRole.REQUEST_ERRORS);
    }

    List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>();
        for (EntityId callee : callees()) {
            testimony(callee, true).ifPresent(evidence::add);
            testimony(callee, false).ifPresent(evidence::add);
        }
        return evidence;
    }

    /// How much waiting for a connection speaks for the service itself. By Little's law a pool is full because
    /// its connections are held for longer, which is the database's doing, or because they do not come back.
    /// Where nobody says how long they are held: much while others that use the same database are well, little
    /// when all of them suffer.
    double ownQueue(EntityId service) {
        Optional<Measurement> held = RedSignals.held(readings, service);
        if (held.isPresent()) {
            return heldLonger(held.get()) ? OTHERS_QUEUE : OWN_QUEUE;
        }
        double weight = 1;
        for (EntityId callee : input.graph().calleesOf(service)) {
            Set<EntityId> callers = input.graph().callersOf(callee);
            if (callee.kind() == EntityKind.DATABASE && callers.size() > 1) {
                long suffering = callers.stream()
                        .filter(caller -> excess(caller, callee, true) > 0)
                        .count();
                weight = suffering <= 1 ? Math.max(weight, OWN_QUEUE) : Math.min(weight, OTHERS_QUEUE);
            }
        }
        return weight;
    }

    private static boolean heldLonger(Measurement held) {
        return held.excess(Direction.UP) > Symptom.GOES_ON
                && held.value() >= LONGER * held.expected().forecast();
    }

    private Optional<Evidence> testimony(EntityId callee, boolean latency) {
        Set<EntityId> callers = input.graph().callersOf(callee);
        List<EntityId> suffering = callers.stream()
                .filter(caller -> seen(caller, callee, latency) > 0)
                .toList();
        if (suffering.isEmpty()) {
            return Optional.empty();
        }
        double mean = suffering.stream()
                .mapToDouble(caller -> felt(caller, callee, latency) * seen(caller, callee, latency))
                .average()
                .orElseThrow();
        double weight = (double) suffering.size() / callers.size();
        if (callee.kind() != EntityKind.DATABASE) {
            SignalRole role = latency ? SignalRole.REQUEST_LATENCY : SignalRole.REQUEST_ERRORS;
            weight *= HEARSAY * (1 - contribution.share(callee, role)) * (latency ? borneOut(callee, suffering) : 1);
        } else if (suffering.size() == 1 && waitsForItsPool(suffering.getFirst(), callee)) {
            weight *= BIASED;
        }
        String sentence = suffering.size() + " of " + callers.size() + " callers see " + callee.label()
                + (latency ? " answer slower than usual" : " fail more than usual");
        return Optional.of(new Evidence(callee, Channel.SEEN_BY_CALLERS, mean * weight, sentence));
    }

    /// Share of what the callers wait longer that the callee itself admits; all of it when it does not tell.
    private double borneOut(EntityId callee, List<EntityId> callers) {
        Optional<Double> told = contribution.told(callee, SignalRole.REQUEST_LATENCY);
        if (told.isEmpty() || input.silent().containsKey(callee)) {
            return 1;
        }
        double waited = callers.stream()
                .flatMap(caller -> RedSignals.callLatency(readings, caller, callee).stream())
                .mapToDouble(Measurement::extra)
                .max()
                .orElse(0);
        return waited > 0 ? Math.clamp(told.get() / waited, 0, 1) : 0;
    }

    /// That calls take longer counts less of whom its own callers feel nothing: it calls too seldom to
    /// matter. That they fail is plain also where the caller does without.
    private double felt(EntityId caller, EntityId callee, boolean latency) {
        if (!latency) {
            return 1;
        }
        double passedOn = HANDED_ON * contribution.passedOn(caller, callee, SignalRole.REQUEST_LATENCY);
        return contribution.told(caller, SignalRole.REQUEST_LATENCY).orElse(passedOn) >= passedOn ? 1 : BIASED;
    }

    /// Whether a caller waits for a connection, and not because it holds them for longer.
    private boolean waitsForItsPool(EntityId service, EntityId database) {
        boolean held = RedSignals.held(readings, service, database)
                .filter(CallerEvidence::heldLonger)
                .isPresent();
        return !held
                && input.activeSymptoms().stream()
                        .anyMatch(activeSymptom -> activeSymptom.role().waiting()
                                && activeSymptom.role() != SignalRole.QUEUE
                                && activeSymptom.service().equals(service));
    }

    /// How strongly a caller's calls, and what it suffers by them, speak for the callee.
    private double seen(EntityId caller, EntityId callee, boolean latency) {
        double itself = Investigation.strength(excess(caller, callee, latency));
        return Math.max(itself, (latency ? slowness : failures).over(caller, callee));
    }

    /// Half-widths beyond usual of what a caller sees, 0 when it does not matter.
    private double excess(EntityId caller, EntityId callee, boolean latency) {
        SignalRole role = latency ? SignalRole.REQUEST_LATENCY : SignalRole.REQUEST_ERRORS;
        return RedSignals.call(readings, caller, callee, role)
                .filter(level -> input.worse(level, caller))
                .map(level -> level.excess(Direction.UP))
                .orElse(0.0);
    }

    private Set<EntityId> callees() {
        Set<EntityId> callees = new LinkedHashSet<>();
        for (Dependency call : input.graph().dependencies()) {
            callees.add(call.callee().service());
        }
        return callees;
    }
}
