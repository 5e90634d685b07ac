package nightshift.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.KnownSignals;
import nightshift.decide.compile.RuleCompiler;
import nightshift.fact.Anomaly;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.decision.Command;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.observe.intake.Fingerprint;
import nightshift.observe.intake.PointBatch;
import nightshift.observe.intake.PointKind;
import nightshift.observe.intake.PointLabels;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a new process on the same directory knows besides what is normal.
class RestartRemembersTest {
    private static final RuleCompiler COMPILER = new RuleCompiler();
    private static final EntityId PAY = EntityId.service("shop", "pay");
    private static final Change TOLD =
            new Change("deploy-7", Telemetry.turn(10), PAY, ChangeKind.DEPLOYMENT, "2", "1", "ci", "a new version");

    private static final int SHIFTED = Telemetry.WARM + 4;
    private static final int WEEK = 7 * 8_640;

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        COMPILER.close();
    }

    @Test
    void aChangeThatWasToldIsStillAFactAndNoNewOneWhenItIsToldAgain() {
        // Given
        try (LoopOnTrial trial = start(0)) {
            version(trial, 0, 12, "1");
            trial.nightshift.tell(TOLD);
            version(trial, 12, 14, "1");
        }

        // When
        try (LoopOnTrial again = start(14)) {
            again.nightshift.tell(TOLD);
            version(again, 14, 16, "1");
            List<Change> first = changes(again);
            version(again, 16, 20, "2");

            // Then
            assertThat(first).containsExactly(TOLD);
            assertThat(changes(again)).containsExactly(TOLD);
        }
    }

    @Test
    void aChangeIsForgottenAfterItsTimeWhoeverHasKnownIt() {
        // Given
        try (LoopOnTrial trial = start(0)) {
            trial.nightshift.tell(TOLD);
            version(trial, 0, 12, "1");
        }

        // When it comes back a day later
        try (LoopOnTrial again = start(8_640)) {
            version(again, 8_640, 8_642, "1");

            // Then
            assertThat(changes(again)).isEmpty();
        }
    }

    @Test
    void aVersionThatBeginsSoonAfterAStartIsAChangeAndOneThatRanBeforeIsNone() {
        // Given
        try (LoopOnTrial trial = start(0)) {
            version(trial, 0, 20, "1");
        }

        // When
        try (LoopOnTrial again = start(21)) {
            version(again, 21, 24, "1");
            List<Change> quiet = changes(again);
            version(again, 24, 27, "2");

            // Then
            assertThat(quiet).isEmpty();
            assertThat(changes(again)).singleElement().satisfies(change -> {
                assertThat(change.version()).isEqualTo("2");
                assertThat(change.previousVersion()).isEqualTo("1");
                assertThat(change.source()).isEqualTo(Change.Source.TELEMETRY);
            });
        }

        // When it is restarted again, whatever it has seen
        try (LoopOnTrial third = start(27)) {
            version(third, 27, 40, "2");

            // Then
            assertThat(changes(third)).extracting(Change::version).containsExactly("2");
        }
    }

    @Test
    void whatAPersonCalledNormalIsNormalAfterAStartToo() {
        // Given a series that has left its band
        try (LoopOnTrial trial = start(0)) {
            cpu(trial, 0, Telemetry.WARM, 0.3);
            cpu(trial, Telemetry.WARM, SHIFTED, 0.8);
            assertThat(anomalies(trial)).hasSize(2);

            // When
            anomalies(trial)
                    .forEach(series -> trial.nightshift.submit(
                            new Command.Relearn(series, "anna", "we moved the batch job", trial.now)));
            cpu(trial, SHIFTED, SHIFTED + 2, 0.8);
            assertThat(anomalies(trial)).isEmpty();
        }

        // Then
        try (LoopOnTrial again = start(SHIFTED + 2)) {
            cpu(again, SHIFTED + 2, SHIFTED + 4, 0.8);
            assertThat(anomalies(again)).isEmpty();
            cpu(again, SHIFTED + 4, SHIFTED + 8, 0.3);
            assertThat(anomalies(again)).hasSize(2);
        }
    }

    @Test
    void whatNobodyCalledNormalIsNotAfterAStart() {
        try (LoopOnTrial trial = start(0)) {
            cpu(trial, 0, Telemetry.WARM, 0.3);
            cpu(trial, Telemetry.WARM, SHIFTED + 2, 0.8);
        }
        try (LoopOnTrial again = start(SHIFTED + 2)) {
            cpu(again, SHIFTED + 2, SHIFTED + 4, 0.8);
            assertThat(anomalies(again)).hasSize(2);
        }
    }

    /// A habit takes three weeks to learn, and the process lives for a quarter of an hour of each.
    @Test
    void aWeeklyHabitIsLearnedOverRestarts() {
        for (int week = 0; week < 4; week++) {
            int begin = week * WEEK;
            try (LoopOnTrial trial = start(begin)) {
                // Given
                cpu(trial, begin, begin + Telemetry.WARM, 0.3);

                // When
                cpu(trial, begin + Telemetry.WARM, begin + Telemetry.WARM + 4, 0.5);
                List<String> beyond = anomalies(trial);
                cpu(trial, begin + Telemetry.WARM + 4, begin + Telemetry.WARM + 10, 0.3);

                // Then
                assertThat(beyond).hasSize(week < 3 ? 2 : 0);
            }
        }
    }

    @Test
    void aForeignWindowStoreKeepsNobodyFromStartingAndIsTold() throws IOException {
        // Given
        try (LoopOnTrial trial = start(0)) {
            version(trial, 0, 2, "1");
        }
        Files.writeString(folder.resolve("data/windows.db"), "somebody else's file".repeat(1_000));

        // When
        try (LoopOnTrial again = start(2)) {
            version(again, 2, 4, "1");

            // Then
            assertThat(again.nightshift.health().ready()).isTrue();
            assertThat(again.nightshift.health().reasons()).anyMatch(reason -> reason.contains("windows.db.damaged"));
            assertThat(again.nightshift.journal().windows().kept(Telemetry.START, Telemetry.turn(9)))
                    .hasSize(2);
        }
    }

    private LoopOnTrial start(int step) {
        return new LoopOnTrial(folder, COMPILER, Faults.NONE, Telemetry.turn(step - 1));
    }

    private static List<Change> changes(LoopOnTrial trial) {
        return trial.nightshift.assessment().orElseThrow().changes();
    }

    private static List<String> anomalies(LoopOnTrial trial) {
        return trial.nightshift.assessment().orElseThrow().anomalies().stream()
                .map(RestartRemembersTest::series)
                .toList();
    }

    private static String series(Anomaly anomaly) {
        return new SeriesKey(anomaly.entity(), KnownSignals.signal(anomaly.signal()), anomaly.attributes()).text();
    }

    /// A version of `pay` sends from one step until another.
    private static void version(LoopOnTrial trial, int from, int until, String version) {
        sends(trial, from, until, version, 0.3);
    }

    private static void cpu(LoopOnTrial trial, int from, int until, double share) {
        sends(trial, from, until, "1", share);
    }

    private static void sends(LoopOnTrial trial, int from, int until, String version, double share) {
        for (int step = from; step < until; step++) {
            Instant end = Telemetry.turn(step).minusSeconds(5);
            long nanos = Duration.between(Instant.EPOCH, end).toNanos();
            PointBatch batch = new PointBatch(new Pay(version), 1);
            int resource = batch.resource(new Fingerprint().reset().then(version));
            batch.add(
                    resource,
                    0,
                    PointKind.GAUGE,
                    new Fingerprint().reset().then(version).then("cpu"),
                    0);
            batch.measured(0, nanos, share + 0.01 * Math.sin(step * 2.3), 1);
            trial.observer.points(batch, end);
            trial.now = Telemetry.turn(step);
            assertThat(trial.turn()).isTrue();
        }
    }

    private record Pay(String version) implements PointLabels {
        @Override
        public Optional<Map<String, String>> resource(int resource) {
            return Optional.of(Map.of(
                    "service.namespace",
                    "shop",
                    "service.name",
                    "pay",
                    "service.instance.id",
                    "pay-" + version,
                    "service.version",
                    version));
        }

        @Override
        public String name(int metric) {
            return "process.cpu.utilization";
        }

        @Override
        public String unit(int metric) {
            return "1";
        }

        @Override
        public Optional<Map<String, String>> attributes(int metric, long place) {
            return Optional.of(Map.of());
        }
    }
}
