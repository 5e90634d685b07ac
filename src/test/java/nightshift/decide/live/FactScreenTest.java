package nightshift.decide.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nightshift.KnownSignals;
import nightshift.fact.Anomaly;
import nightshift.fact.Fact;
import nightshift.fact.Turn;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.Test;

class FactScreenTest {
    private static final String SIGNAL = "http.server.request.duration";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final FactLimits LIMITS = new FactLimits(10, 3);

    @Test
    void asManyAsThereMayBeAreLeftAsTheyAre() {
        List<Fact> facts = List.of(anomaly("cart", 1, 0.5), anomaly("cart", 2, 0.5), anomaly("cart", 3, 0.5));

        FactScreen screen = FactScreen.of(facts, LIMITS);

        assertThat(screen.facts()).isSameAs(facts);
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
    void theLimitsAreThese() {
        assertThat(FactLimits.defaults()).isEqualTo(new FactLimits(2_000, 200));
    }

    private static Anomaly anomaly(String service, int pod, double confidence) {
        return new Anomaly(
                EntityId.instance("shop", service, service + "-" + pod),
                SIGNAL,
                KnownSignals.meaning(SIGNAL),
                Map.of(),
                Direction.UP,
                confidence,
                NOON,
                1,
                new Band(0, 0.1, 0.2),
                500);
    }
}
