package nightshift.simulate.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamHashTest {
    private static final Path REPOSITORY = Path.of("");
    private static final String CATALOGUE = "src/main/resources/nightshift/simulate/catalogue.yaml";

    @TempDir
    private Path copy;

    @Test
    void theExamIsTheOneOnTheScoreboard() throws IOException {
        assertThat(Files.readString(Path.of("docs", "scoreboard.md")))
                .as("a change of the exam is a commit of its own that prints both tables")
                .contains("exam `" + ExamHash.of(REPOSITORY.toAbsolutePath()).orElseThrow() + "`");
    }

    @Test
    void aByteOfTheCatalogueMakesAnotherExam() throws IOException {
        // Given
        copy("src/main/resources/nightshift/simulate");
        copy("src/main/java/nightshift/simulate");
        String before = ExamHash.of(copy).orElseThrow();

        // When
        Files.writeString(copy.resolve(CATALOGUE), Files.readString(copy.resolve(CATALOGUE)) + "\n");

        // Then
        assertThat(before).isEqualTo(ExamHash.of(REPOSITORY.toAbsolutePath()).orElseThrow());
        assertThat(ExamHash.of(copy)).isPresent().get().isNotEqualTo(before);
    }

    @Test
    void withoutSourcesThereIsNoHash() {
        assertThat(ExamHash.of(copy)).isEmpty();
    }

    private void copy(String folder) {
        try (Stream<Path> all = Files.walk(Path.of(folder))) {
            for (Path one : all.toList()) {
                Path to = copy.resolve(one.toString());
                if (Files.isDirectory(one)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(one, to);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
