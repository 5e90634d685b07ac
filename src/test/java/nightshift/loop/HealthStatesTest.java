package nightshift.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import nightshift.KnownSignals;
import nightshift.api.Story;
import nightshift.decide.compile.RuleCompiler;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.decision.Command;
import nightshift.fact.telemetry.EntityId;
import nightshift.journal.Journal;
import nightshift.loop.Health.State;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What keeps it from all that it is there for is told by a word of its own.
class HealthStatesTest {
    private static final RuleCompiler COMPILER = new RuleCompiler();

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        COMPILER.close();
    }

    @Test
    void whoHasNothingToSayOfItselfHasNoState() {
        try (LoopOnTrial trial = start()) {
            assertThat(trial.nightshift.health().states()).isEmpty();
        }
    }

    @Test
    void whatWaitsForAPersonIsSaidToWait() {
        // Given
        try (Journal journal = Journal.open(folder.resolve("data"), KnownSignals::meaning)) {
            new Story(journal, "cart", Telemetry.START.minusSeconds(600))
                    .opens()
                    .waitsForApproval();
        }

        // When
        try (LoopOnTrial trial = start()) {
            // Then
            Health health = trial.nightshift.health();
            assertThat(health.states()).containsExactly(State.WAITING);
            assertThat(health.reasons()).contains("waiting for a person: 1 decision");
        }
    }

    @Test
    void aPauseIsSaidWithTheNextTurn() {
        try (LoopOnTrial trial = start()) {
            trial.nightshift.submit(new Command.Pause("ana", "release night", trial.now));
            trial.turn();
            assertThat(trial.nightshift.health().states()).containsExactly(State.PAUSED);
        }
    }

    @Test
    void whatIsLetGoOfIsSaidToBeDroppedAndNotToBeRefused() {
        try (LoopOnTrial trial = start()) {
            // When more changes are told than wait for a turn
            for (int i = 0; i <= 1_000; i++) {
                trial.observer.change(new Change(
                        "change-" + i,
                        trial.now,
                        EntityId.service("shop", "cart"),
                        ChangeKind.OTHER,
                        "",
                        "",
                        "anna",
                        "flag"));
            }

            // Then
            assertThat(trial.nightshift.health().states()).containsExactly(State.DROPPING);
            assertThat(trial.nightshift.health().reasons())
                    .containsExactly("dropping some of what was taken in: the loop did not take changes in time");
            assertThat(trial.nightshift.intake().refusing()).isEmpty();
        }
    }

    @Test
    void aClockThatWasSetBackIsFollowedToldAndWrittenDownOnceForEachStep() {
        Instant[] wall = {Telemetry.START};
        long[] nanos = {0};
        ForwardClock clock = new ForwardClock(() -> wall[0], () -> nanos[0]);
        try (LoopOnTrial trial = new LoopOnTrial(folder, COMPILER, clock)) {
            trial.turn();

            // When it is set back by little, and by much
            tick(wall, nanos, -ClockStep.MOST.toSeconds());
            trial.turn();
            assertThat(trial.nightshift.health().reasons()).isEmpty();
            tick(wall, nanos, -600);
            trial.turn();
            tick(wall, nanos, 0);
            trial.turn();

            // Then the loop has gone on, a second each turn, and is not blind
            assertThat(trial.nightshift.lastTurn()).hasValue(Telemetry.START.plusSeconds(3));
            assertThat(trial.nightshift.health().states()).isEmpty();
            assertThat(trial.nightshift.health().reasons())
                    .singleElement()
                    .asString()
                    .startsWith("the clock was set back by ")
                    .contains("goes on from there");
            assertThat(stepsTold(trial)).isEqualTo(1);

            // When it has caught up, and is set back again
            tick(wall, nanos, 700);
            trial.turn();
            assertThat(trial.nightshift.health().reasons()).isEmpty();
            assertThat(trial.nightshift.lastTurn()).hasValue(wall[0]);
            tick(wall, nanos, -60);
            trial.turn();

            // Then
            assertThat(stepsTold(trial)).isEqualTo(2);
        }
    }

    /// A second goes by, and the clock is set meanwhile.
    private static void tick(Instant[] wall, long[] nanos, long set) {
        wall[0] = wall[0].plusSeconds(1 + set);
        nanos[0] += 1_000_000_000L;
    }

    private static void turn(LoopOnTrial trial, Instant now) {
        trial.now = now;
        trial.turn();
    }

    private static long stepsTold(LoopOnTrial trial) {
        return trial.nightshift.journal().eventsAfter(0, 100).stream()
                .filter(event -> event.kind().equals("clock.set_back"))
                .count();
    }

    private LoopOnTrial start() {
        return new LoopOnTrial(folder, COMPILER, Faults.NONE, Telemetry.START);
    }
}
