package nightshift.app.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nightshift.decide.DecideConfig;
import nightshift.decide.Rulebook;
import nightshift.decide.compile.RuleCompiler;
import nightshift.fact.Anomaly;
import nightshift.fact.Assessment;
import nightshift.fact.Cause;
import nightshift.fact.FailureKind;
import nightshift.fact.ForecasterStatus;
import nightshift.fact.Incident;
import nightshift.fact.IncidentState;
import nightshift.fact.Knowledge;
import nightshift.fact.Symptom;
import nightshift.fact.decision.Remedy;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SignalDomain;
import nightshift.fact.telemetry.SignalMeaning;
import nightshift.fact.telemetry.SignalRole;

/// What a turn of the rules costs, by how much is abnormal and how much of that open incidents show. Every service has
/// ten anomalies, each turn with new values; an incident shows those of six services and blames the first of them. What
/// was decided is a remedy from then on.
public final class RulesBench {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Band USUAL = new Band(0.19, 0.2, 0.21);

    /// An incident shows 60 symptoms at most.
    private static final int SERVICES_OF_INCIDENT = 6;

    private static final int WARM = 20;

    private static final List<SignalRole> ROLES = List.of(
            SignalRole.REQUEST_LATENCY,
            SignalRole.REQUEST_ERRORS,
            SignalRole.REQUEST_RATE,
            SignalRole.CALL_LATENCY,
            SignalRole.PROCESSOR,
            SignalRole.SATURATION,
            SignalRole.MEMORY,
            SignalRole.CONNECTION_WAIT,
            SignalRole.QUEUE,
            SignalRole.LOGS);

    private final Path rules;

    /// @param rules a good rules directory
    public RulesBench(Path rules) {
        this.rules = rules;
    }

    /// @param anomalies how many there were
    /// @param incidents how many were open
    /// @param millis of a turn by the clock, the median
    /// @param worstMillis likewise, the worst
    /// @param processorMillis of a turn on a processor, the median
    /// @param decisions how many came of all turns
    public record Figure(
            int anomalies, int incidents, double millis, double worstMillis, double processorMillis, int decisions) {
        /// In one line.
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "%,d anomalies, %d open incidents: median %.1f ms, worst %.1f ms, %.1f ms of the processor"
                            + " (%d decisions)",
                    anomalies,
                    incidents,
                    millis,
                    worstMillis,
                    processorMillis,
                    decisions);
        }
    }

    /// @param anomalies how many
    /// @param incidents how many are open
    /// @param turns how many are measured, after some that warm up
    public Figure run(int anomalies, int incidents, int turns) {
        try (RuleCompiler compiler = new RuleCompiler();
                Rulebook rulebook = new Rulebook(DecideConfig.of(rules), compiler, List.of())) {
            Map<String, Remedy> remedies = new LinkedHashMap<>();
            List<Cost> costs = new ArrayList<>();
            for (int turn = 0; turn < WARM + turns; turn++) {
                Instant now = NOON.plus(TURN.multipliedBy(turn));
                Assessment belief = belief(anomalies, incidents, 1 + turn / 1000.0, now);
                List<Remedy> before = List.copyOf(remedies.values());
                Cost cost = Cost.of(() -> rulebook.decide(belief, before, List.of(), now)
                        .forEach(decision -> remedies.put(decision.id(), Remedy.of(decision))));
                if (turn >= WARM) {
                    costs.add(cost);
                }
            }
            Cost median = Cost.median(costs);
            Cost worst =
                    costs.stream().max(Comparator.comparingLong(Cost::nanos)).orElseThrow();
            return new Figure(
                    anomalies,
                    incidents,
                    median.nanos() / 1e6,
                    worst.nanos() / 1e6,
                    median.processor() / 1e6,
                    remedies.size());
        }
    }

    private static Assessment belief(int number, int incidents, double value, Instant now) {
        List<Anomaly> anomalies = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            anomalies.add(anomaly(i, value));
        }
        List<Incident> open = new ArrayList<>();
        List<Cause> causes = new ArrayList<>();
        for (int i = 0; i < incidents; i++) {
            Incident incident = incident(i, anomalies);
            open.add(incident);
            causes.addAll(incident.causes());
        }
        return new Assessment(
                now,
                anomalies,
                List.of(),
                List.of(),
                open,
                causes,
                List.of(),
                List.of(),
                Inventory.NOTHING,
                Readings.NONE,
                new ForecasterStatus("none", "", false, ""),
                Knowledge.WHOLE);
    }

    private static Anomaly anomaly(int number, double value) {
        SignalRole role = ROLES.get(number % ROLES.size());
        int service = number / ROLES.size();
        EntityId entity = role == SignalRole.CALL_LATENCY
                ? EntityId.edge(service(service), service(service + 1))
                : service(service);
        return new Anomaly(
                entity,
                "bench." + role.ordinal(),
                new SignalMeaning(role, "1", SignalDomain.FREE),
                Map.of(),
                Direction.UP,
                0.97,
                NOON.minus(Duration.ofMinutes(20)),
                value,
                USUAL,
                500);
    }

    /// Of the services that come next, beginning anew where there are no more.
    private static Incident incident(int number, List<Anomaly> anomalies) {
        List<Symptom> symptoms = new ArrayList<>();
        for (int i = 0; i < SERVICES_OF_INCIDENT * ROLES.size(); i++) {
            Anomaly it = anomalies.get((number * SERVICES_OF_INCIDENT * ROLES.size() + i) % anomalies.size());
            symptoms.add(new Symptom(
                    it.entity(),
                    it.signal(),
                    it.meaning(),
                    it.direction(),
                    it.confidence(),
                    it.since(),
                    it.value(),
                    it.expected()));
        }
        EntityId first = symptoms.getFirst().entity();
        Cause cause = new Cause("i-" + number, first, FailureKind.SATURATION, 0.8, List.of(first), "it is busy");
        return new Incident(
                "i-" + number,
                IncidentState.OPEN,
                first,
                FailureKind.SATURATION,
                first.label() + " is slow",
                NOON.minus(Duration.ofMinutes(20)),
                null,
                null,
                symptoms,
                List.of(cause));
    }

    private static EntityId service(int number) {
        return EntityId.service("bench", "service-" + number);
    }
}
