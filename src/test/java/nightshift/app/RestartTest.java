package nightshift.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import nightshift.app.assembly.Actuators;
import nightshift.app.assembly.Assembly;
import nightshift.app.assembly.Shared;
import nightshift.app.settings.StageConfigs;
import nightshift.decide.live.RuleHold;
import nightshift.fact.decision.Command;
import nightshift.loop.Acknowledgement;
import nightshift.loop.Nightshift;
import nightshift.simulate.target.ActionAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a Nightshift still knows after its process ended.
class RestartTest {
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    @TempDir
    Path directory;

    private Instant now = NOON;
    private Shared shared;

    @BeforeEach
    void openWhatIsShared() throws IOException {
        Files.createDirectories(directory.resolve("rules/healing"));
        Files.createDirectories(directory.resolve("models"));
        shared = Shared.open(directory.resolve("models"));
    }

    @AfterEach
    void closeWhatIsShared() {
        shared.close();
    }

    @Test
    void aPauseOutlivesTheProcess() {
        // Given
        try (Nightshift first = open(() -> now)) {
            assertThat(first.submit(new Command.Pause("ana", "release night", now)))
                    .isEqualTo(Acknowledgement.ACCEPTED);
            first.step(now);
            assertThat(first.paused()).isTrue();
        }

        // When
        try (Nightshift second = open(() -> now)) {
            // Then
            assertThat(second.paused()).isTrue();
            assertThat(second.health().reasons()).anyMatch(reason -> reason.contains("automation is paused"));
        }
    }

    @Test
    void anOrderThatWasAcceptedAndNotYetAppliedIsAppliedAfterTheRestart() {
        // Given
        try (Nightshift first = open(() -> now)) {
            first.submit(new Command.Pause("ana", "the process ends before the next turn", now));
        }

        // When
        try (Nightshift second = open(() -> now)) {
            second.step(now);

            // Then
            assertThat(second.paused()).isTrue();
        }
    }

    @Test
    void aClockOlderThanTheJournalRefusesToStart() {
        // Given
        try (Nightshift first = open(() -> now)) {
            first.submit(new Command.Pause("ana", "something to remember", now));
            first.step(now);
        }
        now = NOON.minus(Duration.ofHours(1));

        // Then
        assertThatThrownBy(() -> open(() -> now)).hasMessageContaining("clock");
    }

    @Test
    void anEmptyModelsFolderIsNamedInHealthAndLeavesItReady() {
        try (Nightshift nightshift = open(() -> now)) {
            // When
            nightshift.step(now);

            // Then
            assertThat(nightshift.health().ready()).isTrue();
            assertThat(nightshift.health().reasons()).anyMatch(reason -> reason.contains("forecaster is degraded"));
        }
    }

    private Nightshift open(InstantSource clock) {
        Actuators nowhere =
                Actuators.of(new ActionAddress(URI.create("http://127.0.0.1:9/actions"), "not used"), clock);
        return Assembly.of(
                        new Assembly.Parts(
                                clock,
                                directory.resolve("data"),
                                RuleHold.NONE,
                                nowhere.table(),
                                Runnable::run,
                                StageConfigs.ofWorld(directory.resolve("rules"))),
                        shared)
                .nightshift();
    }
}
