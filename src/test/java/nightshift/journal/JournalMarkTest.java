package nightshift.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.stream.Stream;
import nightshift.KnownSignals;
import nightshift.journal.database.JournalException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A start on files that are not what the directory had last.
class JournalMarkTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void anOlderCopyInPlaceOfTheJournalIsRefusedWithTheWayOut() throws IOException {
        // Given
        open().close();
        Path copy = directory.resolve("copy.db");
        Files.copy(journal(), copy);
        open().close();

        // When
        Files.move(copy, journal(), StandardCopyOption.REPLACE_EXISTING);

        // Then
        assertThatThrownBy(this::open).isInstanceOfSatisfying(JournalException.class, refused -> {
            assertThat(refused.reason()).isEqualTo(JournalException.Reason.REPLACED);
            assertThat(refused).hasMessageContaining("older than").hasMessageContaining("delete " + mark());
        });
        Files.delete(mark());
        open().close();
    }

    @Test
    void aJournalThatIsGoneIsRefusedAsWell() throws IOException {
        open().close();
        Files.delete(journal());

        assertThatThrownBy(this::open).hasMessageContaining("was opened 0 times, that one 1 times");
    }

    @Test
    void aLostWriteAheadLogIsNoticed() throws IOException {
        // Given what a killed process leaves behind
        Path killed = directory.resolve("killed");
        try (Journal running = open()) {
            running.append("rules.reloaded", "healing", "{}", NOON);
            copy(directory.resolve("data"), killed);
        }
        Files.delete(killed.resolve("journal.db-wal"));

        // Then
        assertThatThrownBy(() -> Journal.open(killed, KnownSignals::meaning))
                .isInstanceOfSatisfying(JournalException.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(JournalException.Reason.REPLACED);
                    assertThat(refused).hasMessageContaining("journal.db-wal is missing");
                });
    }

    @Test
    void whatAKilledProcessLeavesBehindIsTakenUp() throws IOException {
        Path killed = directory.resolve("killed");
        try (Journal running = open()) {
            running.append("rules.reloaded", "healing", "{}", NOON);
            copy(directory.resolve("data"), killed);
        }

        try (Journal next = Journal.open(killed, KnownSignals::meaning)) {
            assertThat(next.eventsAfter(0, 10)).hasSize(1);
        }
    }

    @Test
    void aMarkThatIsMissingOrNoneIsMadeAnew() throws IOException {
        open().close();
        Files.writeString(mark(), "what a full disk leaves");

        open().close();

        assertThat(mark()).content().isEqualTo("epoch=2\nstate=closed\n");
    }

    private Journal open() {
        return Journal.open(directory.resolve("data"), KnownSignals::meaning);
    }

    private Path journal() {
        return directory.resolve("data/journal.db");
    }

    private Path mark() {
        return directory.resolve("data/journal.mark");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
