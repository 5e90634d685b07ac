package nightshift.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import nightshift.KnownSignals;
import nightshift.fact.decision.Disposition;
import nightshift.journal.proof.Audit;
import nightshift.journal.proof.Prune;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final RetentionConfig A_MONTH = new RetentionConfig(Duration.ofDays(30), 1L << 30);

    /// Of which a thousand take a good megabyte.
    private static final String LONG = "{\"text\":\"" + "x".repeat(1_000) + "\"}";

    @TempDir
    private Path directory;

    @Test
    void whatIsOlderThanItsAgeGoesOnceADayAndTheRestIsProvenStill() throws SQLException {
        try (Journal journal = open()) {
            // Given an incident that closed at noon, and what was written two days later
            incident(journal, "i-1", "d-1");
            change("update incident set state = 'CLOSED', closed_us = opened_us + 60000000");
            change("update action_ledger set state = 'HEALED'");
            journal.append("rules.reloaded", "healing", "{}", NOON.plus(DAY.multipliedBy(2)));
            String kept = journal.head();
            Retention retention = new Retention(journal, A_MONTH);

            // When a month has passed that day, and not yet
            retention.look(NOON.plus(DAY.multipliedBy(30)));
            assertThat(journal.incident("i-1")).isPresent();
            Instant later = NOON.plus(DAY.multipliedBy(31)).truncatedTo(ChronoUnit.DAYS);
            retention.look(later);
            retention.look(later.plus(Duration.ofHours(6)));

            // Then
            assertThat(journal.incident("i-1")).isEmpty();
            assertThat(journal.decision("d-1")).isEmpty();
            assertThat(journal.eventsAfter(0, 100))
                    .extracting(Event::kind)
                    .containsExactly("rules.reloaded", "journal.pruned");
            assertThat(journal.pruning().oldest()).contains(NOON.plus(DAY.multipliedBy(2)));
            assertThat(journal.pruning().takenAway()).isEqualTo(2);
            assertThat(verify(kept).faults()).isEmpty();
            assertThat(retention.trouble()).isEmpty();
        }
    }

    @Test
    void whatAnOpenIncidentOrADecisionThatIsNotOverNeedsStays() throws SQLException {
        try (Journal journal = open()) {
            // Given
            incident(journal, "i-1", "d-1");
            Retention retention = new Retention(journal, A_MONTH);
            Instant late = NOON.plus(DAY.multipliedBy(100));

            // When it is open
            retention.look(late);
            assertThat(journal.decision("d-1")).isPresent();

            // When it closed and what was begun is not over
            change("update incident set state = 'CLOSED', closed_us = opened_us + 60000000");
            retention.look(late);
            assertThat(journal.decision("d-1")).isPresent();
            assertThat(journal.pruning().takenAway()).isZero();

            // When it is
            change("update action_ledger set state = 'HEALED'");
            retention.look(late);
            assertThat(journal.decision("d-1")).isEmpty();
        }
    }

    @Test
    void whileItIsTooLargeTheOldestGoesUntilThereIsRoom() {
        try (Journal journal = open()) {
            // Given
            for (int i = 0; i < 4_000; i++) {
                journal.append("rules.reloaded", "r" + i, LONG, NOON.plusSeconds(i));
            }
            long bound = journal.pruning().bytes() / 2;
            Retention retention = new Retention(journal, new RetentionConfig(Duration.ofDays(365), bound));

            // When
            retention.look(NOON.plus(DAY.multipliedBy(2)));

            // Then
            assertThat(journal.pruning().bytes()).isLessThanOrEqualTo(bound);
            assertThat(journal.pruning().takenAway()).isBetween(2_000L, 3_000L);
            assertThat(journal.eventsBefore(Long.MAX_VALUE, 2))
                    .extracting(Event::subject)
                    .contains("r3999");
            assertThat(verify("").faults()).isEmpty();
            assertThat(retention.trouble()).isEmpty();
        }
    }

    @Test
    void whatIsYoungerThanADayStaysHoweverLargeItIsAndThatIsTold() {
        try (Journal journal = open()) {
            // Given
            for (int i = 0; i < 1_100; i++) {
                journal.append("rules.reloaded", "r" + i, LONG, NOON.plusSeconds(i));
            }
            Retention retention = new Retention(journal, new RetentionConfig(Duration.ofDays(365), 1L << 20));

            // When
            retention.look(NOON.plus(DAY));

            // Then the first, which is a day old to the second, is not younger than one
            assertThat(journal.pruning().takenAway()).isZero();
            assertThat(retention.trouble())
                    .hasValueSatisfying(sentence ->
                            assertThat(sentence).contains("nightshift.journal.size", "2026-03-01T12:00:00Z"));

            // When it is older
            retention.look(NOON.plus(DAY).plusSeconds(1_099));

            // Then
            assertThat(journal.pruning().bytes()).isLessThanOrEqualTo(1L << 20);
            assertThat(retention.trouble()).isEmpty();
        }
    }

    @Test
    void aTransactionTakesNoMoreThanItMay() {
        try (Journal journal = open()) {
            for (int i = 0; i < 30; i++) {
                journal.append("rules.reloaded", "r" + i, "{}", NOON.plusSeconds(i));
            }
            Prune.Bounds bounds = new Prune.Bounds(NOON.plus(DAY), NOON.plus(DAY), 12);

            assertThat(journal.pruning().takeAway(bounds, NOON.plus(DAY)).events())
                    .isEqualTo(12);
            assertThat(journal.pruning().takeAway(bounds, NOON.plus(DAY)).events())
                    .isEqualTo(12);
            assertThat(journal.pruning().takeAway(bounds, NOON.plus(DAY)).events())
                    .isEqualTo(6);
            assertThat(journal.pruning().takeAway(bounds, NOON.plus(DAY)).events())
                    .isZero();
            assertThat(verify(journal.head()).faults()).isEmpty();
        }
    }

    @Test
    void whoWritesMeanwhileLosesNothing() throws InterruptedException {
        try (Journal journal = open()) {
            // Given
            for (int i = 0; i < 2_000; i++) {
                journal.append("rules.reloaded", "old" + i, "{}", NOON);
            }
            Instant late = NOON.plus(DAY.multipliedBy(100));
            Thread loop = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 300; i++) {
                    journal.append("rules.reloaded", "new" + i, "{}", late);
                }
            });

            // When
            new Retention(journal, A_MONTH).look(late);
            loop.join();

            // Then
            assertThat(journal.pruning().takenAway()).isEqualTo(2_000);
            assertThat(journal.eventsAfter(0, 1_000))
                    .filteredOn(event -> event.subject().startsWith("new"))
                    .hasSize(300);
            assertThat(verify(journal.head()).faults()).isEmpty();
        }
    }

    private static void incident(Journal journal, String incident, String decision) {
        journal.conclude(List.of(Examples.incident(incident, NOON)), NOON);
        journal.intend(List.of(Examples.decision(decision, incident, Disposition.ACT, NOON)), List.of(), NOON);
    }

    private Journal open() {
        return Journal.open(directory, KnownSignals::meaning);
    }

    private Audit.Report verify(String kept) {
        return JournalFile.of(directory, KnownSignals::meaning).verify(kept);
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("journal.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
