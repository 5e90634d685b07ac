package nightshift.simulate.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownFailuresTest {
    private static final String LATE = "world 3: LEAKED_POOL: not seen in time";

    @TempDir
    private Path directory;

    @Test
    void whatIsNotOnTheTableIsNew() {
        // Given
        KnownFailures known = new KnownFailures(Set.of(LATE));

        // Then
        assertThat(known.unknown(List.of(LATE, "world 4: harmful"))).containsExactly("world 4: harmful");
    }

    @Test
    void whatNoLongerFailsHasVanishedAmongWhatWasPlayed() {
        // Given
        KnownFailures known = new KnownFailures(Set.of(LATE, "scenario slow-bank"));

        // Then
        assertThat(known.vanished("world ", List.of())).containsExactly(LATE);
        assertThat(known.vanished("scenario ", List.of("scenario slow-bank"))).isEmpty();
    }

    @Test
    void commentsAndEmptyLinesAreNoFailures() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("known.txt"), "# a comment\n\n" + LATE + "  \n");

        // Then
        assertThat(KnownFailures.read(file).failures()).containsExactly(LATE);
    }
}
