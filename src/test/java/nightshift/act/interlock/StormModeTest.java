package nightshift.act.interlock;

import static nightshift.act.Ward.NOON;
import static nightshift.act.Ward.SICK;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import nightshift.KnownSignals;
import nightshift.ListedReadings;
import nightshift.act.Ward;
import nightshift.fact.Action;
import nightshift.fact.Assessment;
import nightshift.fact.Cause;
import nightshift.fact.FailureKind;
import nightshift.fact.ForecasterStatus;
import nightshift.fact.Incident;
import nightshift.fact.IncidentState;
import nightshift.fact.Knowledge;
import nightshift.fact.Symptom;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.Guard.Verdict;
import nightshift.fact.decision.Remedy;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.SeriesKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Many services, or nodes, that go wrong together.
class StormModeTest {
    private static final String SERVING = "http.server.request.duration";
    private static final String READY = "k8s.node.condition_ready";
    private static final Band USUAL = new Band(0.01, 0.02, 0.03);

    private final StormMode storm = new StormMode(InterlockConfig.defaults().storm());

    @ParameterizedTest(name = "{0} of {1} services in view: {2}")
    @CsvSource({
        "5, 100, APPROVAL",
        "4, 100, PASS",
        "4, 20, APPROVAL",
        "4, 21, PASS",
        "3, 15, PASS",
        "4, 4, APPROVAL",
        "3, 3, PASS"
    })
    void fiveServicesOrAFifthAreAStormButNeverFewerThanFour(int unwell, int inView, Verdict expected) {
        Incident incident = incident("i-1", service(0), symptoms(0, unwell, Duration.ZERO));

        assertThat(judged(service(unwell - 1), inView, incident).verdict()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} s apart: {1}")
    @CsvSource({"24, APPROVAL", "30, APPROVAL", "31, PASS"})
    void onlyWhatGoesWrongWithinTwoMinutesGoesWrongTogether(int apart, Verdict expected) {
        // Given: five services, one after the other, of which the first is the root
        Incident incident = incident("i-1", service(0), symptoms(0, 5, Duration.ofSeconds(apart)));

        // When, Then: four pauses of 30 s are just two minutes
        assertThat(judged(service(4), 100, incident).verdict()).isEqualTo(expected);
        assertThat(judged(service(0), 100, incident).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void inAStormOnlyTheRootIsActedOnByItself() {
        Incident incident = incident("i-1", service(0), symptoms(0, 6, Duration.ZERO));

        assertThat(judged(service(0), 100, incident)).satisfies(guard -> {
            assertThat(guard.verdict()).isEqualTo(Verdict.PASS);
            assertThat(guard.reason()).contains("5 or more services went wrong within", "s0 is their root");
        });
        assertThat(judged(service(3), 100, incident)).satisfies(guard -> {
            assertThat(guard.verdict()).isEqualTo(Verdict.APPROVAL);
            assertThat(guard.reason()).contains("their root is s0 and not s3");
        });
        assertThat(storm.judge(
                                restart(service(3)).approvedBy("ada"),
                                situation(100, EntityId.service("shop", "s"), List.of(incident)))
                        .verdict())
                .as("a person let it")
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void whereNoRootExplainsMostOfItNothingIsDoneWithoutAPerson() {
        Incident one = incident("i-1", service(0), symptoms(0, 3, Duration.ZERO));
        Incident other = incident("i-2", service(3), symptoms(3, 6, Duration.ZERO));
        Incident unknown = incident("i-3", EntityId.NOT_IN_VIEW, symptoms(0, 6, Duration.ZERO));
        Incident most = incident("i-4", service(3), symptoms(3, 7, Duration.ZERO));

        assertThat(judged(service(0), 100, one, other).reason()).contains("no one root explains most of them");
        assertThat(judged(service(0), 100, one, other).verdict()).isEqualTo(Verdict.APPROVAL);
        assertThat(judged(service(0), 100, unknown).verdict()).isEqualTo(Verdict.APPROVAL);
        assertThat(judged(service(0), 100, one, most).verdict()).isEqualTo(Verdict.APPROVAL);
        assertThat(judged(service(3), 100, one, most).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void nodesThatAreNotReadyTogetherAreAStormAsWell() {
        List<Symptom> two = IntStream.range(0, 2)
                .mapToObj(i -> symptom(EntityId.node("n" + i), READY, NOON))
                .toList();
        List<Symptom> three = IntStream.range(0, 3)
                .mapToObj(i -> symptom(EntityId.node("n" + i), READY, NOON))
                .toList();

        assertThat(storm.judge(
                                restart(service(0)),
                                situation(12, EntityId.node("n"), List.of(incident("i-1", EntityId.node("n0"), two))))
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(storm.judge(
                        restart(service(0)),
                        situation(12, EntityId.node("n"), List.of(incident("i-1", EntityId.node("n0"), three)))))
                .satisfies(guard -> {
                    assertThat(guard.verdict()).isEqualTo(Verdict.APPROVAL);
                    assertThat(guard.reason()).contains("3 or more nodes went wrong");
                });
    }

    @Test
    void whatIsUsedUpIsNoServiceThatIsUnwell() {
        List<Symptom> busy = IntStream.range(0, 6)
                .mapToObj(i -> symptom(service(i), "process.cpu.utilization", NOON))
                .toList();

        assertThat(judged(service(5), 100, incident("i-1", service(0), busy)).verdict())
                .isEqualTo(Verdict.PASS);
    }

    private Guard judged(EntityId target, int inView, Incident... incidents) {
        return storm.judge(restart(target), situation(inView, EntityId.service("shop", "s"), List.of(incidents)));
    }

    private static EntityId service(int number) {
        return EntityId.service("shop", "s" + number);
    }

    private static Remedy restart(EntityId target) {
        return Remedy.of(
                Ward.decision("d-1", "i-1", new Action("workload.restart", target, Map.of()), 0.97, Disposition.ACT));
    }

    private static List<Symptom> symptoms(int from, int to, Duration apart) {
        return IntStream.range(from, to)
                .mapToObj(i -> symptom(service(i), SERVING, NOON.plus(apart.multipliedBy(i - from))))
                .toList();
    }

    private static Symptom symptom(EntityId entity, String signal, Instant since) {
        return new Symptom(entity, signal, KnownSignals.meaning(signal), Direction.UP, 0.97, since, SICK, USUAL);
    }

    private static Incident incident(String id, EntityId root, List<Symptom> symptoms) {
        return new Incident(
                id,
                IncidentState.OPEN,
                root,
                FailureKind.SATURATION,
                "it is slow",
                NOON,
                null,
                null,
                symptoms,
                List.of(new Cause(id, root, FailureKind.SATURATION, 0.8, List.of(root), "it began there")));
    }

    /// @param like a service or a node: as many of the kind are in view
    private static Situation situation(int inView, EntityId like, List<Incident> incidents) {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < inView; i++) {
            EntityId entity = EntityId.of(like.kind(), "", like.namespace(), like.name() + i, "");
            SeriesKey key = new SeriesKey(entity, KnownSignals.signal(SERVING));
            readings.add(new Reading(key, NOON, SICK, USUAL, 0.5, 500, Ward.TURN, null, null, Double.NaN));
        }
        Assessment belief = new Assessment(
                NOON,
                List.of(),
                List.of(),
                List.of(),
                incidents,
                List.of(),
                List.of(),
                List.of(),
                Inventory.NOTHING,
                new ListedReadings(NOON, readings),
                new ForecasterStatus("statistical", "1", false, ""),
                Knowledge.WHOLE);
        return new Situation(
                NOON, belief, Optional.empty(), List.of(), Optional.empty(), Optional.empty(), List.of(), List.of());
    }
}
