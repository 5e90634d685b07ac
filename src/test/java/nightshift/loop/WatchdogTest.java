package nightshift.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.IncidentState;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.Test;

/// When a person is woken by neither rule nor turn, and when not.
class WatchdogTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final Patient patient = new Patient();
    private final List<Page> delivered = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private Optional<String> lost = Optional.empty();
    private boolean writable = true;
    private final Watchdog watchdog = watchdog();

    @Test
    void turnsThatFailForAMinuteWhileAnIncidentIsOpenWakeAPersonOnce() {
        // Given
        patient.failSince(NOON);

        // When
        lookEverySecond(0, 59);
        int before = delivered.size();
        lookEverySecond(60, 600);

        // Then
        assertThat(before).isZero();
        assertThat(delivered).singleElement().satisfies(page -> {
            assertThat(page.summary())
                    .contains("cart is slow")
                    .contains("every turn has failed since " + NOON)
                    .contains("a defect");
            assertThat(page.incident()).isEqualTo("i-1");
        });
        assertThat(written)
                .singleElement()
                .asString()
                .contains("a person was woken")
                .contains("i-1");
        assertThat(watchdog.trouble())
                .hasValueSatisfying(told -> assertThat(told).contains("a person was woken"));
    }

    @Test
    void aLoopThatIsStuckForAMinuteWakesAPersonOnce() {
        // Given
        patient.turned = NOON;

        // When
        lookEverySecond(0, 59);
        int before = delivered.size();
        lookEverySecond(60, 600);

        // Then
        assertThat(before).isZero();
        assertThat(delivered)
                .singleElement()
                .satisfies(page -> assertThat(page.reason()).contains("has not turned since " + NOON));
    }

    @Test
    void rulesThatAreOutForAMinuteWakeAPersonOnce() {
        // Given
        patient.rulesOut = Optional.of("rules are set aside");

        // When
        turnEverySecond(0, 59);
        int before = delivered.size();
        turnEverySecond(60, 600);

        // Then
        assertThat(before).isZero();
        assertThat(delivered)
                .singleElement()
                .satisfies(page -> assertThat(page.reason()).contains("rules are set aside"));
    }

    @Test
    void nobodyIsWokenWhileAllIsWell() {
        // When
        turnEverySecond(0, 600);

        // Then
        assertThat(delivered).isEmpty();
        assertThat(watchdog.trouble()).isEmpty();
    }

    @Test
    void nobodyIsWokenWhileNoIncidentIsOpen() {
        // Given
        patient.failSince(NOON);
        patient.open = List.of();

        // When
        lookEverySecond(0, 600);
        int before = delivered.size();
        patient.open = List.of(incident("i-1"));
        lookEverySecond(601, 601);

        // Then
        assertThat(before).isZero();
        assertThat(delivered).hasSize(1);
    }

    @Test
    void aTurnThatSucceedsBeginsTheMinuteAnew() {
        // Given
        patient.failSince(NOON);
        lookEverySecond(0, 59);

        // When
        patient.failing = Optional.empty();
        turnEverySecond(60, 61);
        patient.failSince(NOON.plusSeconds(62));
        lookEverySecond(62, 121);

        // Then
        assertThat(delivered).isEmpty();
        assertThat(watchdog.trouble()).isEmpty();
    }

    @Test
    void aPageThatDoesNotArriveIsSentAgainUnderTheSameIdUntilItDoes() {
        // Given
        patient.failSince(NOON);
        lost = Optional.of("nobody answers");

        // When
        lookEverySecond(0, 120);
        Optional<String> meanwhile = watchdog.trouble();
        lost = Optional.empty();
        lookEverySecond(121, 600);

        // Then
        assertThat(meanwhile).hasValueSatisfying(told -> assertThat(told).contains("the page did not arrive"));
        assertThat(delivered)
                .hasSize(4)
                .extracting(Page::id)
                .containsOnly(delivered.getFirst().id());
        assertThat(watchdog.trouble())
                .hasValueSatisfying(told -> assertThat(told).contains("was woken"));
        assertThat(written).hasSize(1);
    }

    @Test
    void anotherStartSendsTheSameId() {
        // Given
        patient.failSince(NOON);
        lookEverySecond(0, 61);

        // When
        watchdog().look(NOON.plusSeconds(62));

        // Then
        assertThat(delivered)
                .hasSize(2)
                .extracting(Page::id)
                .containsOnly(delivered.getFirst().id());
    }

    @Test
    void aJournalThatCanNotBeWrittenIsToldAsSoonAsItCan() {
        // Given
        patient.failSince(NOON);
        writable = false;
        lookEverySecond(0, 100);
        int before = written.size();

        // When
        writable = true;
        lookEverySecond(101, 200);

        // Then
        assertThat(before).isZero();
        assertThat(written).hasSize(1);
        assertThat(delivered).hasSize(1);
    }

    @Test
    void itWaitsAMinuteLooksEverySecondAndSendsAgainEveryHalfMinute() {
        assertThat(Watchdog.Config.AFTER).isEqualTo(MINUTE);
        assertThat(Watchdog.Config.after(MINUTE))
                .isEqualTo(new Watchdog.Config(MINUTE, Duration.ofSeconds(1), Duration.ofSeconds(30)));
    }

    private void lookEverySecond(int from, int to) {
        for (int second = from; second <= to; second++) {
            watchdog.look(NOON.plusSeconds(second));
        }
    }

    private void turnEverySecond(int from, int to) {
        for (int second = from; second <= to; second++) {
            patient.turned = NOON.plusSeconds(second);
            watchdog.look(NOON.plusSeconds(second));
        }
    }

    private Watchdog watchdog() {
        return new Watchdog(
                Watchdog.Config.after(MINUTE),
                patient,
                (id, incident, summary, reason) -> {
                    delivered.add(new Page(id, incident.id(), summary, reason));
                    return lost;
                },
                (incident, text, now) -> {
                    if (writable) {
                        written.add(incident + " " + text);
                    }
                    return writable;
                });
    }

    private static Incident incident(String id) {
        return new Incident(
                id,
                IncidentState.OPEN,
                EntityId.service("shop", "cart"),
                FailureKind.SATURATION,
                "cart is slow",
                NOON,
                null,
                null,
                List.of(),
                List.of());
    }

    private record Page(String id, String incident, String summary, String reason) {}

    /// A Nightshift that is as well as the test says.
    private static final class Patient implements Watchdog.Vitals {
        private Optional<WatchedThread.Failing> failing = Optional.empty();
        private Instant turned = NOON;
        private Optional<String> rulesOut = Optional.empty();
        private List<Incident> open = List.of(incident("i-1"));

        void failSince(Instant since) {
            failing = Optional.of(new WatchedThread.Failing(since, 1, "a defect"));
        }

        @Override
        public Optional<WatchedThread.Failing> failing() {
            return failing;
        }

        @Override
        public Instant lastTurn() {
            return turned;
        }

        @Override
        public Optional<String> rulesOut() {
            return rulesOut;
        }

        @Override
        public List<Incident> openIncidents() {
            return open;
        }
    }
}
