package nightshift.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import nightshift.KnownSignals;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Remedy;
import nightshift.journal.proof.Audit;
import nightshift.journal.proof.Chain;
import nightshift.journal.proof.Prune;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A journal that somebody changed, by hand, with all the rights there are.
class AuditTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path directory;

    @BeforeEach
    void write() {
        try (Journal journal = open()) {
            journal.intend(
                    List.of(
                            Examples.decision("d-1", "i-1", Disposition.ACT, NOON),
                            Examples.decision("d-2", "i-2", Disposition.ACT, NOON)),
                    List.of(),
                    NOON);
            Remedy intended = journal.decision("d-1").orElseThrow();
            journal.move(intended, Examples.started(intended, NOON.plusSeconds(10)), NOON.plusSeconds(10));
            journal.append("rules.reloaded", "healing", "{}", NOON.plusSeconds(20));
        }
    }

    @Test
    void whatIsAsItWasWrittenIsProven() {
        Audit.Report report = verify("");

        assertThat(report.faults()).isEmpty();
        assertThat(report.events()).isEqualTo(4);
        assertThat(report.decisions()).isEqualTo(2);
        assertThat(report.unlinked()).isZero();
        assertThat(report.head()).matches("[0-9a-f]{64}").isEqualTo(head());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "update event set body = replace(body, 'i-1', 'i-9') where seq = 1; event 1",
                "update event set at_us = at_us + 1 where seq = 2; event 2",
                "update event set kind = 'action.settled' where seq = 3; event 3",
                "delete from event where seq = 2; events 2 to 2 are missing",
                "delete from event where seq = 4; the last event should be 4 and is 3",
                "update decision set body = replace(body, '0.9', '0.99') where id = 'd-1'; decision d-1 or its evidence",
                "delete from evidence where decision = 'd-2'; decision d-2 or its evidence",
                "update evidence set body = '{}' where decision = 'd-2'; decision d-2 or its evidence",
                "update action_ledger set state = 'HEALED' where decision = 'd-1'; decision d-1 is HEALED",
                "update event_tail set head = ''; the head of the chain",
            })
    void whatWasChangedIsNamed(String change, String told) throws SQLException {
        // When
        change(change);

        // Then
        assertThat(verify("").faults()).isNotEmpty().first().asString().startsWith(told);
    }

    @Test
    void aDecisionThatWasTakenAwayIsMissed() throws SQLException {
        change("delete from evidence where decision = 'd-2'");
        change("delete from action_ledger where decision = 'd-2'");
        change("delete from decision where id = 'd-2'");

        assertThat(verify("").faults()).containsExactly("decision d-2 was told and is missing");
    }

    @Test
    void aLinkThatWasKeptElsewhereProvesThatNothingWasWrittenAnew() throws SQLException {
        // Given
        String kept = head();
        try (Journal journal = open()) {
            journal.append("rules.reloaded", "healing", "{}", NOON.plusSeconds(30));
        }
        String brief = "%012x".formatted(Chain.brief(kept));
        assertThat(verify(kept).faults()).isEmpty();
        assertThat(verify(brief).faults()).isEmpty();

        // When somebody cuts the end off, and makes the tail fit
        change("delete from event where seq >= 4");
        change("update event_tail set last_seq = 3, head = (select link from event where seq = 3)");

        // Then
        assertThat(verify("").faults()).isEmpty();
        assertThat(verify(kept).faults()).singleElement().asString().contains("is not in the chain");
        assertThat(verify(brief).faults()).singleElement().asString().contains("is not in the chain");
    }

    @Test
    void whatIsOlderThanTheChainIsCountedAndNotProven() throws SQLException {
        change("update event set link = ''");
        change("update event_tail set head = ''");

        Audit.Report report = verify("");

        assertThat(report.unlinked()).isEqualTo(4);
        assertThat(report.faults()).isEmpty();
    }

    @Test
    void aBackupIsWholeWhileTheJournalIsOpen() {
        // Given
        Path copy = directory.resolve("copy/journal.db");
        copy.getParent().toFile().mkdirs();

        // When
        try (Journal journal = open()) {
            JournalFile.of(directory.resolve("data"), KnownSignals::meaning).backup(copy);
            journal.append("rules.reloaded", "healing", "{}", NOON.plusSeconds(30));
        }

        // Then
        assertThat(JournalFile.of(copy.getParent(), KnownSignals::meaning)
                        .verify("")
                        .events())
                .isEqualTo(4);
        assertThatThrownBy(() -> JournalFile.of(directory.resolve("data"), KnownSignals::meaning)
                        .backup(copy))
                .hasMessageContaining("exists");
        Journal.open(copy.getParent(), KnownSignals::meaning).close();
    }

    @Test
    void whatIsOldIsTakenAwayAndTheRestIsProvenStill() throws SQLException {
        // Given
        try (Journal journal = open()) {
            journal.conclude(List.of(Examples.incident("i-1", NOON), Examples.incident("i-2", NOON)), NOON);
        }
        change("update incident set state = 'CLOSED', closed_us = opened_us + 60000000 where id = 'i-1'");
        String kept = head();

        // When
        Prune.Report none;
        Prune.Report unsettled;
        Prune.Report all;
        try (Journal journal = open()) {
            none = journal.pruning().prune(NOON, NOON.plusSeconds(86_400));
            change("update incident set state = 'CLOSED', closed_us = opened_us + 60000000 where id = 'i-2'");
            unsettled = journal.pruning().prune(NOON.plusSeconds(3_600), NOON.plusSeconds(86_400));
            change("update action_ledger set state = 'HEALED'");
            all = journal.pruning().prune(NOON.plusSeconds(3_600), NOON.plusSeconds(86_400));
        }

        // Then
        assertThat(none.events())
                .as("i-2 is open, and its decision is among the first")
                .isZero();
        assertThat(unsettled.events()).as("what becomes of d-1 is not known").isZero();
        assertThat(all.incidents()).isEqualTo(2);
        assertThat(all.events()).isEqualTo(6);
        assertThat(all.link()).isEqualTo(kept);
        assertThat(verify(kept).faults()).isEmpty();
        assertThat(verify("").decisions()).isZero();
        assertThat(verify("").events()).as("the one that tells of it").isEqualTo(1);
    }

    @Test
    void aChainThatWasCutByHandIsNoPrunedOne() throws SQLException {
        change("delete from event where seq <= 2");

        assertThat(verify("").faults()).first().asString().contains("events 1 to 2 are missing");
    }

    private Journal open() {
        return Journal.open(directory.resolve("data"), KnownSignals::meaning);
    }

    private String head() {
        try (Journal journal = open()) {
            return journal.head();
        }
    }

    private Audit.Report verify(String kept) {
        return JournalFile.of(directory.resolve("data"), KnownSignals::meaning).verify(kept);
    }

    private void change(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("data/journal.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
