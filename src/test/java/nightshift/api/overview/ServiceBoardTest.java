package nightshift.api.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nightshift.ListedReadings;
import nightshift.fact.Anomaly;
import nightshift.fact.Assessment;
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.IncidentState;
import nightshift.fact.Knowledge;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalDomain;
import nightshift.fact.telemetry.SignalFamily;
import nightshift.fact.telemetry.SignalKind;
import nightshift.fact.telemetry.SignalMeaning;
import nightshift.fact.telemetry.SignalRole;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServiceBoardTest {
    private static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");
    private static final Band BAND = new Band(0.01, 0.02, 0.03);

    private final List<Reading> readings = new ArrayList<>();
    private final List<Anomaly> anomalies = new ArrayList<>();
    private final List<Knowledge.Learning> learning = new ArrayList<>();

    @Test
    void theWorstComesFirstAndTheQuietOnesByName() {
        // Given
        for (String name : List.of("quiet-b", "young", "gone", "slow", "broken", "quiet-a")) {
            answers(service(name), SignalFamily.HTTP_SERVER, 0.02);
        }
        learning.add(new Knowledge.Learning(service("young"), "its normal is not known yet", 3, 100));
        excursion(service("slow"), SignalRole.REQUEST_LATENCY);

        // When
        List<ServiceBoard.Row> rows = rows(Map.of(service("gone"), NOW.minusSeconds(90)), null, incident("broken"));

        // Then
        assertThat(rows)
                .extracting(row -> row.entity().name() + " " + row.state())
                .containsExactly(
                        "broken INCIDENT",
                        "slow SYMPTOM",
                        "gone BLIND",
                        "young LEARNING",
                        "quiet-a QUIET",
                        "quiet-b QUIET");
        assertThat(rows.getFirst().view().incident()).isNotNull();
        assertThat(rows.get(1).view().sentence()).isEqualTo("request.latency is above its band");
        assertThat(rows.get(1).view().duration().outside()).isTrue();
        assertThat(rows.getLast().view().duration().outside()).isFalse();
    }

    @Test
    void moreRequestsThanUsualAreNoTrouble() {
        // Given
        answers(service("busy"), SignalRole.REQUEST_RATE, SignalFamily.HTTP_SERVER, 20);
        excursion(service("busy"), SignalRole.REQUEST_RATE);

        // Then
        assertThat(rows(Map.of(), null)).extracting(ServiceBoard.Row::state).containsExactly(ServiceState.QUIET);
    }

    @Test
    void nobodyIsQuietWhileNothingIsHeardOfAny() {
        // Given
        answers(service("a"), SignalFamily.HTTP_SERVER, 0.02);
        answers(service("b"), SignalFamily.HTTP_SERVER, 0.02);

        // Then
        assertThat(rows(Map.of(), NOW.minusSeconds(60)))
                .extracting(ServiceBoard.Row::state)
                .containsOnly(ServiceState.BLIND);
    }

    @Test
    void whoIsSilentStaysOnTheBoardWhenItsSeriesHaveEnded() {
        assertThat(rows(Map.of(service("gone"), NOW.minusSeconds(1800)), null))
                .extracting(row -> row.entity().name())
                .containsExactly("gone");
    }

    @Test
    void ofTwoThatSayTheSameTheServersOwnFigureIsShown() {
        // Given
        answers(service("cart"), SignalFamily.SPANS, 0.9);
        answers(service("cart"), SignalFamily.HTTP_SERVER, 0.02);
        answers(service("cart"), SignalFamily.OTHER, 0.5);

        // Then
        assertThat(rows(Map.of(), null).getFirst().view().duration().value()).isEqualTo(0.02);
    }

    private static EntityId service(String name) {
        return EntityId.service("shop", name);
    }

    private void answers(EntityId service, SignalFamily family, double seconds) {
        answers(service, SignalRole.REQUEST_LATENCY, family, seconds);
    }

    private void answers(EntityId service, SignalRole role, SignalFamily family, double value) {
        readings.add(new Reading(
                new SeriesKey(service, signal(role, family)),
                NOW,
                value,
                BAND,
                0.1,
                200,
                Duration.ofSeconds(10),
                null,
                null,
                Double.NaN));
    }

    private void excursion(EntityId service, SignalRole role) {
        Signal signal = signal(role, SignalFamily.HTTP_SERVER);
        anomalies.add(new Anomaly(
                service, signal.name(), signal.meaning(), Map.of(), Direction.UP, 0.99, NOW, 0.9, BAND, 200));
    }

    private static Signal signal(SignalRole role, SignalFamily family) {
        boolean rate = role == SignalRole.REQUEST_RATE;
        return new Signal(
                role.name().toLowerCase(Locale.ROOT).replace('_', '.'),
                SignalKind.HISTOGRAM,
                new SignalMeaning(role, "s", SignalDomain.DURATION),
                family,
                Signal.Combine.WEIGHTED,
                rate ? Signal.BadSide.NONE : Signal.BadSide.UP,
                new Signal.Materiality(0, 0.1, Double.NaN, Double.NaN));
    }

    private static Incident incident(String name) {
        return new Incident(
                "incident-" + name,
                IncidentState.OPEN,
                service(name),
                FailureKind.UNKNOWN,
                name + " fails",
                NOW,
                null,
                null,
                List.of(),
                List.of());
    }

    private List<ServiceBoard.Row> rows(
            Map<EntityId, Instant> silent, @Nullable Instant allSilent, Incident... incidents) {
        Assessment nothing = Assessment.nothing(NOW);
        Assessment belief = new Assessment(
                NOW,
                anomalies,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                nothing.inventory(),
                new ListedReadings(NOW, readings),
                nothing.forecaster(),
                new Knowledge(learning, silent, allSilent));
        return ServiceBoard.of(belief).rows(List.of(incidents), List.of());
    }
}
