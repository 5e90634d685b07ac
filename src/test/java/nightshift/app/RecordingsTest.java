package nightshift.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nightshift.app.assembly.Shared;
import nightshift.app.cli.Trials;
import nightshift.simulate.judge.KnownFailures;
import nightshift.simulate.recording.RecordedTruth;
import nightshift.simulate.recording.Replay;
import nightshift.simulate.recording.ReplayJudge;
import nightshift.simulate.recording.ReplayVerdict;
import nightshift.simulate.trial.Candidate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Real telemetry under real faults, on the whole product with the shipped rules and models, from a fresh start and
/// with a restart in the middle, against the table of known failures.
@Tag("recordings")
class RecordingsTest {
    private static final Path FOLDER = Path.of("recordings");
    private static final Path KNOWN = FOLDER.resolve("known-failures.txt");

    /// What this run saw, for whoever has to write the table anew.
    private static final Path SEEN = Path.of("target", "known-failures-recordings.txt");

    /// A recording, and the second of it in which the product is restarted: half a minute before a fault, so that
    /// the fault finds what the product kept.
    private record Play(String recording, @Nullable Integer restart) {
        String name() {
            return recording + (restart == null ? "" : " with a restart");
        }
    }

    private static final List<Play> PLAYS = List.of(
            new Play("short", null), new Play("short", 480), new Play("afternoon", null), new Play("afternoon", 1150));

    @TestFactory
    Stream<DynamicTest> everyRecordingFailsInNoOtherWayThanIsKnown() throws IOException {
        // Given
        KnownFailures known = KnownFailures.read(KNOWN);
        Files.createDirectories(SEEN.getParent());
        Files.deleteIfExists(SEEN);

        // Then
        return PLAYS.stream()
                .map(play -> dynamicTest(play.name(), () -> {
                    List<String> actual = play(play).failures().stream()
                            .map(failure -> play.name() + ": " + failure)
                            .toList();
                    Files.write(SEEN, actual, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    assertThat(known.unknown(actual)).isEmpty();
                    assertThat(known.vanished(play.name() + ": ", actual))
                            .as("no longer fails: take it off the table " + KNOWN)
                            .isEmpty();
                }));
    }

    private static ReplayVerdict play(Play play) {
        Path models = Path.of("models");
        Path file = FOLDER.resolve(play.recording() + ".otlp.zst");
        RecordedTruth truth = RecordedTruth.read(RecordedTruth.besides(file));
        try (Shared shared = Shared.open(models)) {
            Replay replay = new Replay(new Trials(shared), new Candidate(Path.of("rules"), models, Map.of(), true));
            return new ReplayJudge(truth)
                    .judge(replay.play(
                            file, play.restart() == null ? null : truth.begin().plusSeconds(play.restart())));
        }
    }
}
