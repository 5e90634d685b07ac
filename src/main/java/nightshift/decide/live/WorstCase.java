package nightshift.decide.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nightshift.decide.rulefile.RuleKind;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.Anomaly;
import nightshift.fact.Breach;
import nightshift.fact.Cause;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.Dependency;
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.IncidentState;
import nightshift.fact.Outcome;
import nightshift.fact.Proposal;
import nightshift.fact.Regression;
import nightshift.fact.RuleMode;
import nightshift.fact.Symptom;
import nightshift.fact.Turn;
import nightshift.fact.Verification;
import nightshift.fact.Watch;
import nightshift.fact.Workload;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SignalDomain;
import nightshift.fact.telemetry.SignalMeaning;
import nightshift.fact.telemetry.SignalRole;

/// Facts as many and as large as rules ever see them: 20 open incidents of 60 symptoms, as many
/// anomalies as a turn may have, texts of the greatest length, many changes, every threshold of the
/// rules crossed. The same for the same rules.
enum WorstCase {
    /// Ten anomalies of each of many services.
    BROAD(200),
    /// All that a turn may have of ten services.
    DEEP(10);

    static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

    private static final FactLimits LIMITS = FactLimits.defaults();
    private static final int INCIDENTS = 20;
    private static final int SYMPTOMS = 60;
    private static final int CHANGES = 500;
    private static final int BREACHES = 50;
    private static final Instant SINCE = NOW.minus(Duration.ofMinutes(20));
    private static final Band USUAL = new Band(0.19, 0.2, 0.21);
    private static final String TEXT =
            "nothing of note = ".repeat(LIMITS.text()).substring(0, LIMITS.text());

    private final int services;

    WorstCase(int services) {
        this.services = services;
    }

    String words() {
        return LIMITS.ofType() + " anomalies of " + services + " services with " + INCIDENTS + " open incidents";
    }

    /// @param watches the thresholds that the rules ask for
    List<Object> facts(RuleKind kind, List<Watch> watches) {
        List<Object> facts = new ArrayList<>();
        facts.add(new Turn(NOW));
        List<Anomaly> anomalies = anomalies();
        facts.addAll(anomalies);
        for (int i = 0; i < INCIDENTS; i++) {
            Incident incident = incident(i, anomalies);
            facts.add(incident);
            facts.addAll(incident.causes());
            facts.add(outcome(incident, i));
        }
        for (int i = 0; i < CHANGES; i++) {
            ChangeKind of = ChangeKind.values()[i % ChangeKind.values().length];
            facts.add(new Change("c-" + i, SINCE, service(i), of, "v2", "v1", "ci", TEXT));
        }
        for (int i = 0; i < services; i++) {
            facts.add(new Dependency(service(i), service(i + 1), 100, 0.1, 0.2, NOW));
            facts.add(new Workload(service(i), List.of(service(i)), 3, 2, 1, 7, SINCE, List.of("v1", "v2")));
        }
        for (int i = 0; i < LIMITS.ofFew(); i++) {
            facts.add(new Regression(
                    service(i),
                    "c-" + i,
                    "v2",
                    "v1",
                    "rehearsal",
                    meaning(SignalRole.REQUEST_ERRORS),
                    0.1,
                    0.3,
                    0.99,
                    SINCE));
        }
        watches.stream().distinct().forEach(watch -> breaches(watch, facts));
        if (kind == RuleKind.POLICY) {
            proposals(facts);
        }
        return facts;
    }

    private List<Anomaly> anomalies() {
        List<Anomaly> anomalies = new ArrayList<>();
        SignalRole[] roles = SignalRole.values();
        for (int i = 0; i < LIMITS.ofType(); i++) {
            SignalRole role = roles[i / services % roles.length];
            EntityId entity = role.outgoing() ? EntityId.edge(service(i), service(i + 1)) : service(i);
            anomalies.add(new Anomaly(
                    entity,
                    "rehearsal." + i / services,
                    meaning(role),
                    Map.of("error", TEXT),
                    i % 7 == 6 ? Direction.DOWN : Direction.UP,
                    0.97,
                    SINCE,
                    0.9 + i / 10_000.0,
                    USUAL,
                    500 + i));
        }
        return anomalies;
    }

    private Incident incident(int number, List<Anomaly> anomalies) {
        List<Symptom> symptoms = new ArrayList<>();
        for (int i = 0; i < SYMPTOMS; i++) {
            Anomaly it = anomalies.get((number * SYMPTOMS + i) % anomalies.size());
            symptoms.add(new Symptom(
                    it.entity(), it.signal(), it.meaning(), it.direction(), it.confidence(), SINCE, it.value(), USUAL));
        }
        String id = "i-" + number;
        FailureKind kind = FailureKind.values()[number % FailureKind.values().length];
        EntityId root = symptoms.getFirst().entity();
        Cause cause = new Cause(id, root, kind, 0.8, List.of(root), TEXT);
        Cause other = new Cause(id, service(number + 1), kind, 0.1, List.of(root), TEXT);
        return new Incident(
                id, IncidentState.OPEN, root, kind, TEXT, SINCE, null, null, symptoms, List.of(cause, other));
    }

    private static Outcome outcome(Incident incident, int number) {
        Verification.State came = number % 2 == 0 ? Verification.State.NOT_HEALED : Verification.State.HEALED;
        return new Outcome(
                "d-" + number,
                incident.id(),
                "rehearsal",
                "workload.restart",
                incident.entity(),
                1 + number % 3,
                ActionResult.SUCCEEDED,
                new Verification(came, TEXT),
                false,
                TEXT,
                NOW);
    }

    private void breaches(Watch watch, List<Object> facts) {
        for (int i = 0; i < BREACHES; i++) {
            SignalMeaning meaning = switch (watch.scope()) {
                case Watch.InRole role -> meaning(role.role());
                case Watch.Named _ -> meaning(SignalRole.OTHER);
            };
            String signal = watch.scope() instanceof Watch.Named named ? named.signal() : "rehearsal";
            double value = Double.isNaN(watch.above()) ? watch.below() - 1 : watch.above() + 1;
            facts.add(new Breach(
                    service(i), signal, meaning, watch.above(), watch.below(), SINCE, Duration.ofHours(1), value));
        }
    }

    private void proposals(List<Object> facts) {
        for (int i = 0; i < INCIDENTS; i++) {
            Action action = new Action("workload.restart", service(i), Map.of("summary", TEXT));
            facts.add(new Proposal("rehearsal-" + i, RuleMode.AUTO, "i-" + i, action, 0.97, List.of()));
        }
    }

    private static SignalMeaning meaning(SignalRole role) {
        return new SignalMeaning(role, "1", SignalDomain.RATIO);
    }

    private EntityId service(int number) {
        return EntityId.service("rehearsal", "service-" + number % services);
    }
}
