package nightshift.decide.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nightshift.fact.decision.RuleProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A folder of rule files, each of which tries one way to reach the machine, to stop it, or to use
/// what the engine can't do safely. The first line of each is a comment that says at which line it
/// is refused, and with which words.
class HostileFilesTest {
    private static final Path FILES = Path.of("src/test/resources/nightshift/decide/hostile");
    private static final String REACHED = "nightshift.test.reached";

    static Stream<Path> files() throws IOException {
        return Files.list(FILES).sorted();
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachIsRefusedAtItsLineWithAdviceAndReachesNothing(Path file) throws IOException {
        // Given
        System.clearProperty(REACHED);
        String drl = Files.readString(file);
        String[] expected = drl.lines().findFirst().orElseThrow().substring(3).split(": ", 2);

        // When
        List<RuleProblem> problems = RuleCheck.checkText("mine.drl", drl);

        // Then
        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.message()).contains(expected[1]);
            assertThat(problem.line()).isEqualTo(Integer.parseInt(expected[0]));
            assertThat(problem.hint()).isNotEmpty();
        });
        assertThat(problems).allSatisfy(problem -> assertThat(problem.file()).isEqualTo("mine.drl"));
        assertThat(System.getProperty(REACHED)).isNull();
    }

    @Test
    void oneBadFileNeverHidesAnother(@TempDir Path directory) throws IOException {
        // Given
        RuleFolder folder = new RuleFolder(directory);
        List<Path> all = files().toList();
        for (Path file : all) {
            folder.healing(file.getFileName().toString(), Files.readString(file));
        }

        // When, Then
        assertThat(RuleCheck.check(directory).problems())
                .extracting(RuleProblem::file)
                .contains(all.stream()
                        .map(file -> "healing/" + file.getFileName())
                        .toArray(String[]::new));
    }
}
