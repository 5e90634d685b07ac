package nightshift.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import nightshift.KnownSignals;
import nightshift.decide.compile.RuleCompiler;
import nightshift.fact.Anomaly;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.decision.Command;
import nightshift.fact.inventory.Pledge;
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

    /// For so many turns a new process waits for what an earlier one knew.
    private static final int PATIENCE = 30;

    private static final Map.Entry<EntityId, Pledge> PROMISED =
            Map.entry(PAY, new Pledge(Optional.empty(), Optional.of(Duration.ofMillis(300))));

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
    void aChangeThatWasAcceptedAndThatNoTurnSawIsAFactAfterACrash() {
        // Given
        try (LoopOnTrial trial = start(0)) {
            version(trial, 0, 12, "1");

            // When the process ends before the next turn
            assertThat(trial.nightshift.tell(TOLD)).isEqualTo(Acknowledgement.ACCEPTED);
        }

        // Then
        try (LoopOnTrial again = start(13)) {
            assertThat(again.nightshift.tell(TOLD)).isEqualTo(Acknowledgement.ACCEPTED);
            version(again, 13, 15, "1");
            assertThat(changes(again)).containsExactly(TOLD);
        }
    }

    @Test
    void oneThatTelemetryShowedBeforeItWasToldIsOneChangeAfterACrashToo() {
        // Given
        try (LoopOnTrial trial = start(0)) {
            version(trial, 0, 20, "1");
            version(trial, 20, 22, "2");
            assertThat(changes(trial)).extracting(Change::source).containsExactly(Change.Source.TELEMETRY);

            // When
            trial.nightshift.tell(TOLD);
        }

        // Then
        try (LoopOnTrial again = start(23)) {
            version(again, 23, 25, "2");
            assertThat(changes(again)).extracting(Change::by).containsExactly("ci");
        }
    }

    @Test
    void aChangeThatCouldNotBeWrittenIsNotAcceptedAndMayBeToldAgain() {
        // Given
        AtomicBoolean full = new AtomicBoolean();
        Faults noRoom = place -> {
            if (place == Faults.Place.STATEMENT && full.get()) {
                throw new Faults.Thrown(place);
            }
        };
        try (LoopOnTrial trial = new LoopOnTrial(folder, COMPILER, noRoom, Telemetry.turn(-1))) {
            version(trial, 0, 12, "1");
            full.set(true);
            assertThatThrownBy(() -> trial.nightshift.tell(TOLD)).isInstanceOf(Faults.Thrown.class);
            full.set(false);

            // When
            assertThat(trial.nightshift.tell(TOLD)).isEqualTo(Acknowledgement.ACCEPTED);
        }

        // Then
        try (LoopOnTrial again = start(13)) {
            version(again, 13, 15, "1");
            assertThat(changes(again)).containsExactly(TOLD);
        }
    }

    @Test
    void whatIsWrittenOnAServiceHoldsOverARestartUntilItWasWaitedForInVain() {
        // Given
        try (LoopOnTrial trial = start(0)) {
            sends(trial, 0, 3, "1", 0.3, Map.of("nightshift.dev/objective.latency", "300ms"));
        }

        // When
        try (LoopOnTrial again = start(4)) {
            turns(again, 4, 4 + PATIENCE - 1);
            Map<EntityId, Pledge> waiting = pledges(again);
            turns(again, 4 + PATIENCE - 1, 4 + PATIENCE + 2);

            // Then
            assertThat(waiting).containsExactly(PROMISED);
            assertThat(pledges(again)).isEmpty();
        }
        try (LoopOnTrial third = start(4 + PATIENCE + 2)) {
            turns(third, 4 + PATIENCE + 2, 4 + PATIENCE + 3);
            assertThat(pledges(third)).isEmpty();
        }
    }

    @Test
    void whatIsWrittenOnAServiceStaysWhenItIsReadAgain() {
        // Given
        Map<String, String> written = Map.of("nightshift.dev/objective.latency", "300ms");
        try (LoopOnTrial trial = start(0)) {
            sends(trial, 0, 3, "1", 0.3, written);
        }

        // When
        try (LoopOnTrial again = start(4)) {
            sends(again, 4, 4 + PATIENCE + 2, "1", 0.3, written);

            // Then
            assertThat(pledges(again)).containsExactly(PROMISED);
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

    private static void turns(LoopOnTrial trial, int from, int until) {
        for (int step = from; step < until; step++) {
            trial.now = Telemetry.turn(step);
            assertThat(trial.turn()).isTrue();
        }
    }

    private static Map<EntityId, Pledge> pledges(LoopOnTrial trial) {
        return trial.nightshift.assessment().orElseThrow().inventory().pledges();
    }

    private static void sends(LoopOnTrial trial, int from, int until, String version, double share) {
        sends(trial, from, until, version, share, Map.of());
    }

    private static void sends(
            LoopOnTrial trial, int from, int until, String version, double share, Map<String, String> written) {
        for (int step = from; step < until; step++) {
            Instant end = Telemetry.turn(step).minusSeconds(5);
            long nanos = Duration.between(Instant.EPOCH, end).toNanos();
            PointBatch batch = new PointBatch(new Pay(version, written), 1);
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

    private record Pay(String version, Map<String, String> written) implements PointLabels {
        @Override
        public Optional<Map<String, String>> resource(int resource) {
            Map<String, String> all = new HashMap<>(written);
            all.put("service.namespace", "shop");
            all.put("service.name", "pay");
            all.put("service.instance.id", "pay-" + version);
            all.put("service.version", version);
            return Optional.of(all);
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
