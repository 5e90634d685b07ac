package nightshift.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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

    private LoopOnTrial start() {
        return new LoopOnTrial(folder, COMPILER, Faults.NONE, Telemetry.START);
    }
}
