package nightshift.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nightshift.decide.compile.RuleCompiler;
import nightshift.fact.Incident;
import nightshift.fact.telemetry.Reading;
import nightshift.journal.IncidentQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An outage some two minutes after a restart, against the same outage without one.
class RestartInAQuietHourTest {
    private static final RuleCompiler COMPILER = new RuleCompiler();
    /// The first trouble of this seed begins with window 112.
    private static final long SEED = 3;

    private static final int STEPS = Telemetry.WARM + 40;
    private static final int RESTART = Telemetry.WARM - 6;

    @TempDir
    private Path folder;

    private final Telemetry telemetry = new Telemetry(SEED, STEPS);

    @AfterAll
    static void close() {
        COMPILER.close();
    }

    @Test
    void outageAfterARestartOpensTheSameIncidentAtTheSameTime() throws IOException {
        // Given
        List<Incident> without = run(Files.createDirectory(folder.resolve("without")), STEPS);

        // When the process is killed in a quiet hour
        Path killed = Files.createDirectory(folder.resolve("killed"));
        run(killed, RESTART);
        List<Incident> with = goOn(killed, RESTART + 1);

        // Then
        assertThat(without).isNotEmpty();
        assertThat(with).isNotEmpty();
        assertThat(with.getFirst().openedAt()).isEqualTo(without.getFirst().openedAt());
        assertThat(with.getFirst().entity()).isEqualTo(without.getFirst().entity());
    }

    @Test
    void whatIsNormalIsKnownWithTheFirstWindowAndNothingIsToldOfTheOnesBefore() throws IOException {
        // Given
        run(folder, RESTART);

        // When
        try (LoopOnTrial again = new LoopOnTrial(folder, COMPILER, Faults.NONE, Telemetry.turn(RESTART))) {
            boolean silent = again.nightshift.assessment().isEmpty();
            for (int step = RESTART + 1; step <= RESTART + 2; step++) {
                again.step(telemetry, step);
            }

            // Then
            assertThat(silent).isTrue();
            List<Reading> readings =
                    again.nightshift.assessment().orElseThrow().readings().all();
            assertThat(readings).isNotEmpty().allSatisfy(reading -> {
                assertThat(reading.rows()).isGreaterThan(RESTART - 5);
                assertThat(reading.expected().low())
                        .isLessThan(reading.expected().high());
            });
            assertThat(again.nightshift
                            .journal()
                            .incidents(IncidentQuery.newest(9))
                            .items())
                    .isEmpty();
        }
    }

    @Test
    void asManyWindowsAreJudgedAgainAsAreAskedForAndNoMore() throws IOException {
        assertThat(rowsAfterAStart(new RecallConfig(Duration.ofDays(8), 30, 1, 1)))
                .isEqualTo(30 + 2);
        assertThat(rowsAfterAStart(new RecallConfig(Duration.ofDays(8), 31, 1, 1)))
                .isEqualTo(31 + 2);
        assertThat(rowsAfterAStart(new RecallConfig(Duration.ofSeconds(400), 60, 1, 1)))
                .isEqualTo(38 + 2);
        assertThat(rowsAfterAStart(new RecallConfig(Duration.ofSeconds(410), 60, 1, 1)))
                .isEqualTo(39 + 2);
        assertThat(rowsAfterAStart(new RecallConfig(Duration.ofDays(8), 30, 2_000, 1)))
                .isGreaterThan(30 + 2);
    }

    @Test
    void ofTheDaysBeforeAsManyRowsAreLookedAtAsAreAskedForAndOneWindowOfEachFiveMinutesAtLeast() {
        // Given two times five minutes, and ten rows in each window
        assertThat(inABucket(39)).isEqualTo(1);
        assertThat(inABucket(40)).isEqualTo(2);
        assertThat(inABucket(1)).isEqualTo(1);
        assertThat(inABucket(119)).isEqualTo(5);
        assertThat(inABucket(1_000)).isEqualTo(6);
    }

    private static long inABucket(int sampled) {
        return Recall.inABucket(new RecallConfig(Duration.ofMinutes(10), 1, 1, sampled), 10);
    }

    /// Of series that have a row in each window, two windows after a restart.
    private int rowsAfterAStart(RecallConfig recall) throws IOException {
        Path directory = Files.createTempDirectory(folder, "rows");
        run(directory, RESTART);
        try (LoopOnTrial again = new LoopOnTrial(directory, COMPILER, Faults.NONE, Telemetry.turn(RESTART), recall)) {
            again.step(telemetry, RESTART + 1);
            again.step(telemetry, RESTART + 2);
            return again.nightshift.assessment().orElseThrow().readings().all().stream()
                    .mapToInt(Reading::rows)
                    .max()
                    .orElseThrow();
        }
    }

    @Test
    void aLongAbsenceDoesNotMakeAnotherLevelAnIncident() throws IOException {
        // Given
        run(folder, RESTART);

        // When it comes back half a day later, and all is twice as slow
        int away = 12 * 360;
        Telemetry other = new Telemetry(SEED, away + STEPS).quiet(2);
        try (LoopOnTrial again = new LoopOnTrial(folder, COMPILER, Faults.NONE, Telemetry.turn(away))) {
            for (int step = away + 1; step < away + 60; step++) {
                again.step(other, step);
            }

            // Then
            assertThat(again.nightshift
                            .journal()
                            .incidents(IncidentQuery.newest(9))
                            .items())
                    .isEmpty();
        }
    }

    private List<Incident> run(Path directory, int steps) {
        LoopOnTrial trial = new LoopOnTrial(directory, COMPILER, Faults.NONE);
        List<Incident> opened = steps(trial, 0, steps);
        trial.close();
        return opened;
    }

    private List<Incident> goOn(Path directory, int from) {
        try (LoopOnTrial again = new LoopOnTrial(directory, COMPILER, Faults.NONE, Telemetry.turn(from - 1))) {
            return steps(again, from, STEPS);
        }
    }

    private List<Incident> steps(LoopOnTrial trial, int from, int to) {
        for (int step = from; step < to; step++) {
            trial.step(telemetry, step);
        }
        List<Incident> oldestFirst = new ArrayList<>(
                trial.nightshift.journal().incidents(IncidentQuery.newest(9)).items());
        return oldestFirst.reversed();
    }
}
