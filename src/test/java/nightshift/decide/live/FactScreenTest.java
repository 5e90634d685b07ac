package nightshift.decide.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nightshift.fact.ActionResult;
import nightshift.fact.Anomaly;
import nightshift.fact.Cause;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.Dependency;
import nightshift.fact.Fact;
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.IncidentState;
import nightshift.fact.Outcome;
import nightshift.fact.Regression;
import nightshift.fact.Symptom;
import nightshift.fact.Turn;
import nightshift.fact.Verification;
import nightshift.fact.Workload;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SignalDomain;
import nightshift.fact.telemetry.SignalMeaning;
import nightshift.fact.telemetry.SignalRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactScreenTest {
    private static final String SIGNAL = "queue.up";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final FactLimits LIMITS = new FactLimits(10, 2, 3, 8);

    @Test
    void asManyAsThereMayBeAreLeftAsTheyAre() {
        List<Fact> facts = List.of(anomaly("cart", 1, 0.5), anomaly("cart", 2, 0.5), anomaly("cart", 3, 0.5));

        FactScreen screen = FactScreen.of(facts, LIMITS);

        assertThat(screen.facts()).isEqualTo(facts);
        assertThat(screen.left()).isEmpty();
    }

    @Test
    void ofOneServiceTheSurestStayInTheirOrderAndItIsTold() {
        // Given
        Anomaly sure = anomaly("cart", 4, 0.99);
        Anomaly other = anomaly("payment", 1, 0.1);
        List<Fact> facts = List.of(
                anomaly("cart", 1, 0.5), anomaly("cart", 2, 0.4), new Turn(NOON), anomaly("cart", 3, 0.6), sure, other);

        // When
        FactScreen screen = FactScreen.of(facts, LIMITS);

        // Then
        assertThat(screen.facts()).containsExactly(facts.get(0), facts.get(2), facts.get(3), sure, other);
        assertThat(screen.left()).hasValueSatisfying(told -> assertThat(told).contains("5 of 6 facts"));
    }

    @Test
    void ofOneTypeNoMoreStayThanMay() {
        List<Fact> facts = new ArrayList<>(IntStream.range(0, 11)
                .mapToObj(i -> anomaly("s" + i, 1, i / 20.0))
                .toList());
        facts.add(new Turn(NOON));

        FactScreen screen = FactScreen.of(facts, LIMITS);

        assertThat(screen.facts()).hasSize(11).doesNotContain(facts.getFirst());
        assertThat(FactScreen.of(facts.subList(1, 12), LIMITS).left()).isEmpty();
    }

    @Test
    void ofIncidentsThoseStayThatHurt() {
        // Given
        Incident calm = incident("i-1", 0.1);
        Incident felt = incident("i-2", 1);
        Incident also = incident("i-3", 1);

        // When
        FactScreen screen = FactScreen.of(List.of(calm, felt, also, new Turn(NOON)), LIMITS);

        // Then
        assertThat(screen.facts()).containsExactly(felt, also, new Turn(NOON));
        assertThat(screen.left()).isPresent();
        assertThat(FactScreen.of(List.of(calm, felt, new Turn(NOON)), LIMITS).left())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"12345678, 12345678", "123456789, 12345678", "1234567\uD83D\uDE00, 1234567", "'', ''"})
    void aTextIsCutWhereItIsTooLongAndNoCharacterInTwo(String text, String cut) {
        // Given
        String written = text.translateEscapes();
        EntityId cart = EntityId.service("shop", "cart");
        List<Fact> facts = List.of(
                new Cause("i-1", cart, FailureKind.UNKNOWN, 0.5, List.of(), written),
                new Change("c-1", NOON, cart, ChangeKind.OTHER, written, written, written, written),
                new Incident(
                        "i-1",
                        IncidentState.OPEN,
                        cart,
                        FailureKind.UNKNOWN,
                        written,
                        NOON,
                        null,
                        null,
                        List.of(),
                        List.of(new Cause("i-1", cart, FailureKind.UNKNOWN, 0.5, List.of(), written))),
                new Outcome(
                        "d-1",
                        "i-1",
                        "rule",
                        "restart",
                        cart,
                        1,
                        ActionResult.FAILED,
                        new Verification(Verification.State.PENDING, written),
                        false,
                        written,
                        NOON),
                new Regression(cart, written, written, written, SIGNAL, SignalMeaning.NONE, 1, 2, 0.9, NOON),
                new Workload(cart, List.of(), 1, 1, 0, 0, null, List.of(written)),
                described(Map.of("error", written)));

        // When
        FactScreen screen = FactScreen.of(facts, LIMITS);

        // Then
        assertThat(screen.left()).isEmpty();
        assertThat(screen.facts())
                .extracting(Fact::toString)
                .isEqualTo(facts.stream()
                        .map(fact -> written.isEmpty()
                                ? fact.toString()
                                : fact.toString().replace(written, cut))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"12345678, true", "123456789, false"})
    void whatHasTooLongANameIsLeftOutAndItIsTold(String name, boolean stays) {
        EntityId named = EntityId.service("shop", name);
        List<Fact> facts = List.of(
                new Cause("i-1", EntityId.service("shop", "cart"), FailureKind.UNKNOWN, 0.5, List.of(named), ""),
                new Dependency(named, EntityId.service("shop", "cart"), 1, 0, 0.1, NOON),
                new Workload(EntityId.service("shop", "cart"), List.of(named), 1, 1, 0, 0, null, List.of()),
                incident(name, 1));

        FactScreen screen = FactScreen.of(facts, LIMITS);

        assertThat(screen.facts()).hasSize(stays ? facts.size() : 0);
        assertThat(screen.left().isEmpty()).isEqualTo(stays);
    }

    @Test
    void theLimitsAreThese() {
        assertThat(FactLimits.defaults()).isEqualTo(new FactLimits(2_000, 64, 200, 1_024));
    }

    private static Anomaly described(Map<String, String> attributes) {
        return new Anomaly(
                EntityId.service("shop", "cart"),
                SIGNAL,
                SignalMeaning.NONE,
                attributes,
                Direction.UP,
                0.9,
                NOON,
                1,
                new Band(0, 0.1, 0.2),
                500);
    }

    /// @param value of its one symptom, which users feel from 0.4
    private static Incident incident(String id, double value) {
        EntityId cart = EntityId.service("shop", "cart");
        SignalMeaning latency = new SignalMeaning(SignalRole.REQUEST_LATENCY, "s", SignalDomain.DURATION);
        Symptom symptom = new Symptom(cart, SIGNAL, latency, Direction.UP, 0.9, NOON, value, new Band(0, 0.1, 0.2));
        return new Incident(
                id,
                IncidentState.OPEN,
                cart,
                FailureKind.UNKNOWN,
                "slow",
                NOON,
                null,
                null,
                List.of(symptom),
                List.of());
    }

    private static Anomaly anomaly(String service, int pod, double confidence) {
        return new Anomaly(
                EntityId.instance("shop", service, "p-" + pod),
                SIGNAL,
                SignalMeaning.NONE,
                Map.of(),
                Direction.UP,
                confidence,
                NOON,
                1,
                new Band(0, 0.1, 0.2),
                500);
    }
}
