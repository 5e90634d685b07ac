package nightshift.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import nightshift.decide.compile.RuleCompiler;
import nightshift.fact.DeadLetter;
import nightshift.fact.RuleMode;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.journal.DecisionQuery;
import nightshift.journal.Event;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What throws three times is set aside and told; the rest goes on.
class SetAsideTest {
    private static final RuleCompiler COMPILER = new RuleCompiler();

    @TempDir
    private Path directory;

    private final Telemetry telemetry = new Telemetry(3, 200);
    private Faults faults = Faults.NONE;
    private LoopOnTrial trial;
    private int step;

    @BeforeEach
    void open() {
        trial = new LoopOnTrial(directory, COMPILER, new Faults() {
            @Override
            public void passing(Place place) {
                faults.passing(place);
            }

            @Override
            public void reading(float newest) {
                faults.reading(newest);
            }
        });
    }

    @AfterEach
    void close() {
        trial.close();
    }

    @AfterAll
    static void closeCompiler() {
        COMPILER.close();
    }

    private List<Boolean> steps(int count) {
        return IntStream.range(0, count)
                .mapToObj(ignored -> trial.step(telemetry, step++))
                .toList();
    }

    /// Latencies in this telemetry are below 0.05 s while it is quiet, and everything else is above.
    private static Faults atEachLatency() {
        return new Faults() {
            @Override
            public void passing(Place place) {}

            @Override
            public void reading(float newest) {
                if (newest < 0.05 && newest > 0.01) {
                    throw new Thrown(Place.SERIES);
                }
            }
        };
    }

    private static Faults at(Faults.Place wanted) {
        return place -> {
            if (place == wanted) {
                throw new Faults.Thrown(place);
            }
        };
    }

    private SeriesKey key(String signal) {
        return trial.nightshift.assessment().orElseThrow().readings().all().stream()
                .map(Reading::key)
                .filter(key -> key.signal().name().equals(signal))
                .findFirst()
                .orElseThrow();
    }

    private List<Event> events(String kind) {
        return trial.nightshift.journal().eventsAfter(0, 1_000).stream()
                .filter(event -> event.kind().equals(kind))
                .toList();
    }

    @Test
    void seriesThatCantBeJudgedIsSetAsideAndTheOthersGoOn() {
        // Given
        steps(30);
        SeriesKey latency = key("http.server.request.duration");
        SeriesKey rate = key("http.server.request.rate");
        int latencies = trial.nightshift.history(latency).size();
        int rates = trial.nightshift.history(rate).size();

        // When
        faults = atEachLatency();
        List<Boolean> written = steps(10);

        // Then
        assertThat(written).startsWith(false, false, true).endsWith(true, true, true, true, true, true, true);
        assertThat(trial.nightshift.history(rate)).hasSize(rates + 10);
        assertThat(trial.nightshift.history(latency)).hasSize(latencies);
        assertThat(trial.nightshift.setAside())
                .extracting(DeadLetter::subject)
                .contains("series " + latency.text())
                .allMatch(subject -> subject.contains("http.server.request.duration"));
    }

    @Test
    void seriesThatWasSetAsideIsTakenInAgainOnceItCanBe() {
        // Given
        steps(30);
        SeriesKey latency = key("http.server.request.duration");
        faults = atEachLatency();
        steps(5);
        int before = trial.nightshift.history(latency).size();

        // When
        faults = Faults.NONE;
        steps(2);

        // Then
        assertThat(trial.nightshift.history(latency)).hasSize(before + 2);
    }

    @Test
    void whatIsSetAsideIsToldInHealthAndJournalAndToAPersonOnce() {
        // Given
        steps(30);

        // When
        faults = atEachLatency();
        steps(12);

        // Then
        assertThat(trial.nightshift.health().reasons())
                .anyMatch(reason -> reason.contains("could not be taken in") && reason.contains("series "));
        assertThat(trial.nightshift.setAsideCount()).isGreaterThan(6);
        assertThat(events("entry.setaside")).hasSize(trial.nightshift.setAside().size());
        assertThat(trial.nightshift
                        .journal()
                        .decisions(DecisionQuery.newest(50))
                        .items())
                .extracting(Remedy::state)
                .containsOnlyOnce(DecisionState.DONE);
    }

    @Test
    void pauseThatCantBeJournalledIsInForceAndIsNotSetAside() {
        // Given
        steps(30);
        trial.nightshift.submit(new Command.Pause("ann", "lunch", trial.now));

        // When
        faults = at(Faults.Place.STATEMENT);
        List<Boolean> written = steps(9);
        boolean paused = trial.nightshift.paused();
        faults = Faults.NONE;
        steps(4);

        // Then
        assertThat(written).contains(true);
        assertThat(paused).isTrue();
        assertThat(trial.nightshift.journal().pause()).isPresent();
        assertThat(trial.nightshift.journal().unappliedCommands()).isEmpty();
    }

    @Test
    void orderThatCantBeJournalledComesBackWithTheNextStart() {
        // Given
        steps(30);
        trial.nightshift.submit(new Command.SetMode("recycle", RuleMode.SHADOW, "ann", "", trial.now));
        faults = at(Faults.Place.STATEMENT);
        steps(4);
        faults = Faults.NONE;
        trial.close();

        // When
        trial = new LoopOnTrial(directory, COMPILER, Faults.NONE);
        steps(1);

        // Then
        assertThat(trial.nightshift.journal().modeOverrides()).hasSize(1);
    }

    @Test
    void incidentThatCantBeRankedDoesNotKeepOrdersFromBeingCarriedOut() {
        // Given
        steps(Telemetry.WARM);
        faults = at(Faults.Place.INCIDENT);
        while (trial.nightshift.setAside().isEmpty()) {
            steps(1);
        }

        // When
        trial.nightshift.submit(new Command.SetMode("recycle", RuleMode.SHADOW, "ann", "", trial.now));
        boolean written = steps(1).getFirst();

        // Then
        assertThat(trial.nightshift.setAside())
                .extracting(DeadLetter::subject)
                .anyMatch(subject -> subject.startsWith("trouble of ") || subject.startsWith("incident "));
        assertThat(written).isTrue();
        assertThat(trial.nightshift.journal().modeOverrides()).hasSize(1);
    }

    @Test
    void rulesThatCantBeEvaluatedAtAllDoNotStopTheLoop() {
        // Given
        steps(Telemetry.WARM);
        faults = at(Faults.Place.FACT);

        // When
        while (trial.nightshift.setAside().isEmpty()) {
            steps(1);
        }
        List<Boolean> written = steps(6);

        // Then
        assertThat(written).doesNotContain(false);
        assertThat(trial.nightshift.assessment().orElseThrow().now()).isEqualTo(trial.now);
        assertThat(trial.nightshift
                        .journal()
                        .decisions(DecisionQuery.newest(50))
                        .items())
                .extracting(record -> record.decision().action().type())
                .contains("escalate");
    }

    @Test
    void turnsThatWaitAreBoundedTheirWindowsAreTakenInLaterAndAPauseHolds() {
        // Given
        steps(30);
        SeriesKey rate = key("http.server.request.rate");
        int before = rows(rate);
        Error[] error = {new StackOverflowError("as the test wants it")};
        faults = place -> {
            if (error[0] != null) {
                throw error[0];
            }
        };

        // When
        failFor(40);
        error[0] = null;
        trial.nightshift.submit(new Command.Pause("ann", "", trial.now));
        error[0] = new StackOverflowError("as the test wants it");
        failFor(10);
        boolean paused = trial.nightshift.paused();
        error[0] = null;
        steps(2);

        // Then
        assertThat(paused).isTrue();
        assertThat(rows(rate)).isEqualTo(before + 52);
    }

    private int rows(SeriesKey key) {
        return trial.nightshift
                .assessment()
                .orElseThrow()
                .readings()
                .of(key)
                .orElseThrow()
                .rows();
    }

    private void failFor(int count) {
        for (int i = 0; i < count; i++) {
            assertThatThrownBy(() -> steps(1)).isInstanceOf(StackOverflowError.class);
        }
    }
}
