package nightshift.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import nightshift.decide.compile.RuleCompiler;
import nightshift.fact.Incident;
import nightshift.fact.IncidentState;
import nightshift.fact.decision.Command;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.journal.IncidentQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A turn that fails loses nothing of what was handed to it.
class TurnTest {
    private static final RuleCompiler COMPILER = new RuleCompiler();
    private static final int STEPS = 190;

    @TempDir
    private Path directory;

    private final Telemetry telemetry = new Telemetry(3, STEPS);
    private Faults faults = Faults.NONE;
    private LoopOnTrial trial;

    @BeforeEach
    void open() {
        trial = new LoopOnTrial(directory, COMPILER, place -> faults.passing(place));
    }

    @AfterEach
    void close() {
        trial.close();
    }

    @AfterAll
    static void closeCompiler() {
        COMPILER.close();
    }

    private static Faults at(Faults.Place wanted) {
        return place -> {
            if (place == wanted) {
                throw new Faults.Thrown(place);
            }
        };
    }

    private static Command.Pause pause() {
        return new Command.Pause("ann", "maintenance", Telemetry.START);
    }

    private List<Incident> open(IncidentState state) {
        return trial.nightshift
                .journal()
                .incidents(new IncidentQuery(state, null, null, null, 50))
                .items();
    }

    @Test
    void pauseIsInForceThoughTheTurnThatTookItThrows() {
        // Given
        IntStream.range(0, 20).forEach(step -> trial.step(telemetry, step));
        trial.nightshift.submit(pause());

        // When
        faults = at(Faults.Place.SERIES);
        boolean written = trial.step(telemetry, 20);

        // Then
        assertThat(written).isFalse();
        assertThat(trial.nightshift.paused()).isTrue();
    }

    @Test
    void pauseIsJournalledByTheTurnThatIsTakenAgain() {
        // Given
        IntStream.range(0, 20).forEach(step -> trial.step(telemetry, step));
        trial.nightshift.submit(pause());
        faults = at(Faults.Place.SERIES);
        trial.step(telemetry, 20);

        // When
        faults = Faults.NONE;
        trial.step(telemetry, 21);

        // Then
        assertThat(trial.nightshift.journal().pause()).isPresent();
        assertThat(trial.nightshift.journal().unappliedCommands()).isEmpty();
    }

    @Test
    void incidentIsClosedThoughTheTurnThatClosedItThrew() {
        // Given
        int step = 0;
        while (open(null).isEmpty()) {
            trial.step(telemetry, step++);
        }
        String id = open(null).getFirst().id();

        // When: all is well again, and from now on the first write of each turn fails once
        telemetry.quiet(1);
        faults = new Faults() {
            private boolean threw;

            @Override
            public void passing(Place place) {
                if (place == Place.STATEMENT) {
                    threw = !threw;
                    if (threw) {
                        throw new Thrown(place);
                    }
                }
            }
        };
        while (step < STEPS) {
            trial.step(telemetry, step++);
        }
        faults = Faults.NONE;
        trial.turn();
        trial.turn();

        // Then
        assertThat(trial.nightshift.assessment().orElseThrow().incidents())
                .noneMatch(incident -> incident.id().equals(id) && incident.open());
        assertThat(trial.nightshift.journal().incident(id).orElseThrow().state())
                .isEqualTo(IncidentState.CLOSED);
    }

    @Test
    void windowIsPlottedOnceThoughItsTurnThrew() {
        // Given
        IntStream.range(0, 20).forEach(step -> trial.step(telemetry, step));
        SeriesKey key = trial.nightshift
                .assessment()
                .orElseThrow()
                .readings()
                .all()
                .getFirst()
                .key();
        int before = trial.nightshift.history(key).size();

        // When
        faults = at(Faults.Place.SERIES);
        trial.step(telemetry, 20);
        faults = Faults.NONE;
        trial.step(telemetry, 21);

        // Then
        assertThat(trial.nightshift.history(key)).hasSize(before + 2);
    }

    @Test
    void orderThatIsRefusedIsNotCarriedOutAtTheNextStart() throws Exception {
        // Given
        List<Callable<Acknowledgement>> orders = IntStream.range(0, 300)
                .<Callable<Acknowledgement>>mapToObj(number -> () ->
                        trial.nightshift.submit(new Command.Approve("decision-" + number, "ann", "", Telemetry.START)))
                .toList();

        // When
        long accepted = 0;
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Acknowledgement> receipt : people.invokeAll(orders)) {
                accepted += receipt.get() == Acknowledgement.ACCEPTED ? 1 : 0;
            }
        }

        // Then
        assertThat(accepted).isLessThan(300);
        assertThat((long) trial.nightshift.journal().unappliedCommands().size()).isEqualTo(accepted);
    }
}
