package nightshift.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nightshift.app.assembly.Shared;
import nightshift.app.cli.Trials;
import nightshift.simulate.judge.KnownFailures;
import nightshift.simulate.judge.WorldResult;
import nightshift.simulate.judge.WorldRun;
import nightshift.simulate.trial.Candidate;
import nightshift.simulate.trial.WorldCatalogue;
import nightshift.simulate.trial.WorldLottery;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Twenty-four generated worlds, once, on the whole product with the shipped rules and models, against the table of
/// known failures.
@Tag("worlds")
class WorldsTest {
    private static final int WORLDS = 24;
    private static final long SEED = 1;

    /// What this run saw, for whoever changes the exam and has to write the table anew.
    private static final Path SEEN = Path.of("target", "known-failures-worlds.txt");

    @TestFactory
    Stream<DynamicTest> everyWorldFailsInNoOtherWayThanIsKnown() throws IOException {
        // Given
        KnownFailures known = KnownFailures.read(KnownFailures.FILE);

        // When
        List<WorldResult> results = play();

        // Then
        List<String> actual =
                results.stream().flatMap(one -> KnownFailures.of(one).stream()).toList();
        Files.createDirectories(SEEN.getParent());
        Files.write(SEEN, actual);
        return Stream.concat(
                results.stream()
                        .map(result -> dynamicTest(
                                "world " + result.drawn().number(),
                                () -> assertThat(known.unknown(KnownFailures.of(result)))
                                        .as(() -> String.join("\n", result.story()))
                                        .isEmpty())),
                Stream.of(dynamicTest(
                        "the table gets shorter",
                        () -> assertThat(known.vanished("world ", actual))
                                .as("no longer fails: take it off the table " + KnownFailures.FILE)
                                .isEmpty())));
    }

    private static List<WorldResult> play() {
        Path models = Path.of("models");
        WorldCatalogue catalogue = WorldCatalogue.shipped();
        Candidate candidate = new Candidate(Path.of("rules"), models, Map.of(), true);
        try (Shared shared = Shared.open(models)) {
            return new WorldRun(new Trials(shared), candidate, catalogue)
                    .playAll(WorldLottery.draw(catalogue, WORLDS, SEED), progress -> {});
        }
    }
}
