package nightshift.journal;

import static java.time.Duration.ofSeconds;
import static nightshift.journal.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nightshift.KnownSignals;
import nightshift.fact.ActionResult;
import nightshift.fact.Incident;
import nightshift.fact.RuleMode;
import nightshift.fact.Verification;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.Remedy;
import nightshift.fact.decision.VerificationProgress;
import nightshift.journal.database.JournalException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    private Path directory;

    private Journal journal;

    @BeforeEach
    void open() {
        journal = Journal.open(directory.resolve("data"), KnownSignals::meaning);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void restart() {
        journal.close();
        open();
    }

    @Test
    void aDecisionIsReadBackWithItsFactsAndItsWholeLife() {
        // Given
        Decision decision = Examples.decision("d-1", "i-1", Disposition.ACT, NOON);
        journal.intend(List.of(decision), List.of(), NOON);
        Remedy intended = journal.decision("d-1").orElseThrow();
        Remedy started = Examples.started(intended, NOON.plusSeconds(10))
                .guardedBy(List.of(new Guard("cool-down", Guard.Verdict.PASS, "first time")))
                .seen(VerificationProgress.NONE.inside(NOON, 0.02, Double.POSITIVE_INFINITY));

        // When
        Written moved = journal.move(intended, started, NOON.plusSeconds(10));
        restart();

        // Then
        assertThat(moved).isEqualTo(Written.DONE);
        assertThat(journal.decision("d-1")).contains(started);
        assertThat(journal.inFlight()).containsExactly(started);
        assertThat(journal.decision("d-1").orElseThrow().decision()).isEqualTo(decision);
    }

    @Test
    void theSameDecisionAgainChangesNothing() {
        Decision decision = Examples.decision("d-1", "i-1", Disposition.ACT, NOON);
        journal.intend(List.of(decision), List.of(), NOON);
        Remedy started = Examples.started(journal.decision("d-1").orElseThrow(), NOON);
        journal.move(journal.decision("d-1").orElseThrow(), started, NOON);

        journal.intend(List.of(decision), List.of(), NOON.plusSeconds(10));

        assertThat(journal.decision("d-1")).contains(started);
        assertThat(journal.eventsAfter(0, 10)).hasSize(2);
    }

    @Test
    void onlyOneOfTwoMovesFromTheSameStateWins() {
        journal.intend(List.of(Examples.decision("d-1", "i-1", Disposition.ACT, NOON)), List.of(), NOON);
        Remedy intended = journal.decision("d-1").orElseThrow();

        Written first = journal.move(
                intended, intended.in(DecisionState.STARTED, "first", NOON).revised(), NOON);
        Written second = journal.move(
                intended, intended.in(DecisionState.CANCELLED, "second", NOON).revised(), NOON);

        assertThat(List.of(first, second)).containsExactly(Written.DONE, Written.OVERTAKEN);
        assertThat(journal.decision("d-1").orElseThrow().detail()).isEqualTo("first");
    }

    @Test
    void whatMayNotActIsSettledAtOnce() {
        journal.intend(
                List.of(
                        Examples.decision("d-1", "i-1", Disposition.SHADOW, NOON),
                        Examples.decision("d-2", "i-1", Disposition.SUGGEST, NOON),
                        Examples.decision("d-3", "i-1", Disposition.VETOED, NOON)),
                List.of(),
                NOON);

        assertThat(journal.inFlight()).isEmpty();
        assertThat(journal.decisions(DecisionQuery.newest(10)).items())
                .extracting(remedy -> remedy.verification().state())
                .containsOnly(Verification.State.NOT_APPLICABLE);
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepeatEvenAtOneTime() {
        // Given
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            decisions.add(Examples.decision("d-%02d".formatted(i), "i-1", Disposition.SHADOW, NOON.plusSeconds(i / 5)));
        }
        journal.intend(decisions, List.of(), NOON.plusSeconds(5));

        // When
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<Remedy> page = journal.decisions(new DecisionQuery(null, null, null, null, null, cursor, 7));
            page.items().forEach(remedy -> seen.add(remedy.id()));
            cursor = page.next();
        } while (cursor != null);

        // Then
        assertThat(seen)
                .isEqualTo(decisions.reversed().stream().map(Decision::id).toList());
    }

    @Test
    void decisionsAreFoundByStateServiceRuleIncidentAndTime() {
        journal.intend(
                List.of(
                        Examples.decision("d-1", "i-1", Disposition.ACT, NOON),
                        Examples.decision("d-2", "i-2", Disposition.SHADOW, NOON.plusSeconds(60))),
                List.of(),
                NOON.plusSeconds(60));

        assertThat(ids(new DecisionQuery(DecisionState.INTENT, null, null, null, null, null, 5)))
                .containsExactly("d-1");
        assertThat(ids(new DecisionQuery(null, "cart", null, null, null, null, 5)))
                .containsExactly("d-2", "d-1");
        assertThat(ids(new DecisionQuery(null, "payment", null, null, null, null, 5)))
                .isEmpty();
        assertThat(ids(new DecisionQuery(null, null, "db-pool-recycle", "i-2", null, null, 5)))
                .containsExactly("d-2");
        assertThat(ids(new DecisionQuery(null, null, null, null, NOON.plusSeconds(1), null, 5)))
                .containsExactly("d-2");
    }

    private List<String> ids(DecisionQuery query) {
        return journal.decisions(query).items().stream().map(Remedy::id).toList();
    }

    @Test
    void aStrangeCursorIsNamedAsSuch() {
        assertThatThrownBy(() -> journal.incidents(new IncidentQuery(null, null, null, "not-ours", 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not-ours");
    }

    @Test
    void aTurnInWhichNothingChangedWritesNothing() {
        Incident incident = Examples.incident("i-1", NOON);
        journal.conclude(List.of(incident), NOON);
        int before = journal.eventsAfter(0, 100).size();

        journal.intend(List.of(), List.of(), NOON.plusSeconds(10));
        journal.conclude(List.of(Examples.incident("i-1", NOON)), NOON.plusSeconds(10));

        assertThat(journal.eventsAfter(0, 100)).hasSize(before);
    }

    @Test
    void aNewValueIsKeptWithoutAnEventAndAClosingIsTold() {
        // Given
        Incident incident = Examples.incident("i-1", NOON);
        journal.conclude(List.of(incident), NOON);

        // When
        Incident moved = Examples.withValue(incident, 0.7);
        journal.conclude(List.of(moved), NOON.plusSeconds(10));
        Incident seen = journal.incident("i-1").orElseThrow();
        journal.conclude(List.of(Examples.closed(moved, NOON.plusSeconds(20))), NOON.plusSeconds(20));

        // Then
        assertThat(seen).isEqualTo(moved);
        assertThat(journal.timeline("i-1"))
                .extracting(Event::kind)
                .containsExactly("incident.opened", "incident.closed");
        assertThat(journal.eventsAfter(0, 9).getFirst().body()).contains("\"severity\":\"HIGH\"");
        assertThat(journal.openIncidents()).isEmpty();
    }

    @Test
    void openIncidentsAndWhatWasDecidedForThemComeBack() {
        // Given
        Incident open = Examples.incident("i-1", NOON);
        Incident over = Examples.closed(Examples.incident("i-2", NOON), NOON.plusSeconds(5));
        journal.conclude(List.of(open, over), NOON);
        journal.intend(
                List.of(
                        Examples.decision("d-1", "i-1", Disposition.ACT, NOON),
                        Examples.decision("d-2", "i-2", Disposition.ACT, NOON)),
                List.of(),
                NOON);
        Remedy intended = journal.decision("d-1").orElseThrow();
        Remedy settled = intended.in(DecisionState.NOT_HEALED, "still slow", NOON.plusSeconds(9))
                .verified(new Verification(Verification.State.NOT_HEALED, "still slow"))
                .at(intended.execution().answered(ActionResult.SUCCEEDED, NOON))
                .revised();
        journal.move(intended, settled, NOON.plusSeconds(9));

        // When
        restart();

        // Then
        assertThat(journal.openIncidents()).containsExactly(open);
        assertThat(journal.remediesOfOpenIncidents()).containsExactly(settled);
    }

    @Test
    void aPauseAndAModeOutliveARestart() {
        // Given
        Command.Pause pause = new Command.Pause("ada", "deploying", NOON);
        Command.SetMode mode = new Command.SetMode("r", RuleMode.SHADOW, "ada", "too eager", NOON);

        // When
        journal.intend(List.of(), List.of(pause, mode), NOON);
        restart();

        // Then
        assertThat(journal.pause()).contains(pause);
        assertThat(journal.modeOverrides()).containsExactly(mode);
        journal.intend(List.of(), List.of(new Command.Resume("bob", "done", NOON.plusSeconds(1))), NOON.plusSeconds(1));
        assertThat(journal.pause()).isEmpty();
        assertThat(journal.eventsAfter(0, 9))
                .extracting(Event::kind)
                .containsExactly("automation.paused", "rule.mode_set", "automation.resumed");
    }

    @Test
    void aCommandThatWasPromisedIsNotForgotten() {
        Command approve = new Command.Approve("d-1", "ada", "looks right", NOON);
        journal.intend(List.of(Examples.decision("d-1", "i-1", Disposition.AWAIT_APPROVAL, NOON)), List.of(), NOON);
        journal.received(approve);

        restart();

        assertThat(journal.unappliedCommands()).containsExactly(approve);
        Remedy waiting = journal.decision("d-1").orElseThrow();
        journal.answer(
                waiting,
                waiting.in(DecisionState.INTENT, "approved by ada", NOON)
                        .approvedBy("ada")
                        .revised(),
                approve,
                NOON);
        assertThat(journal.unappliedCommands()).isEmpty();
        assertThat(journal.decision("d-1").orElseThrow().approvedBy()).isEqualTo("ada");
    }

    @Test
    void aSecondNightshiftOnTheDirectoryIsRefusedInOneSentence() {
        assertThatThrownBy(() -> Journal.open(directory.resolve("data"), KnownSignals::meaning))
                .isInstanceOfSatisfying(JournalException.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(JournalException.Reason.LOCKED);
                    assertThat(refused)
                            .hasMessageContaining("Another Nightshift")
                            .hasMessageContaining("data");
                });
    }

    @Test
    void aDamagedJournalIsToldWithItsFileAndWhatToDo() throws IOException {
        // Given a file whose first pages are fine
        for (int i = 0; i < 2_000; i++) {
            journal.append("rules.reloaded", "healing", "{\"n\":\"" + i + "\"}", NOON);
        }
        journal.close();
        damage(directory.resolve("data/journal.db"));

        // Then
        assertThatThrownBy(() -> Journal.open(directory.resolve("data"), KnownSignals::meaning))
                .isInstanceOfSatisfying(JournalException.class, damaged -> {
                    assertThat(damaged.reason()).isEqualTo(JournalException.Reason.DAMAGED);
                    assertThat(damaged)
                            .hasMessageContaining("journal.db is damaged")
                            .hasMessageContaining("restore it from a copy");
                });
    }

    @Test
    void aJournalThatIsDamagedWhileItIsOpenIsToldWhenItIsMet() throws IOException {
        // Given
        for (int i = 0; i < 2_000; i++) {
            journal.append("rules.reloaded", "healing", "{\"n\":\"" + i + "\"}", NOON);
        }
        restart();
        damage(directory.resolve("data/journal.db"));

        // Then
        assertThatThrownBy(() -> journal.eventsAfter(0, 10_000))
                .isInstanceOfSatisfying(
                        JournalException.class,
                        damaged -> assertThat(damaged.reason()).isEqualTo(JournalException.Reason.DAMAGED));
    }

    /// Its first half is fine.
    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0x5a);
        Files.write(file, bytes);
    }

    @Test
    void aJournalThatCanNotEvenBeOpenedIsToldInTheSameWords() throws IOException {
        // Given a machine that crashed while it wrote the file
        for (int i = 0; i < 250; i++) {
            journal.append("rules.reloaded", "healing", "{\"n\":\"" + i + "\"}", NOON);
        }
        journal.close();
        Path file = directory.resolve("data/journal.db");
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4_096, bytes.length, (byte) 0x5a);
        Files.write(file, bytes);

        // Then
        assertThatThrownBy(() -> Journal.open(directory.resolve("data"), KnownSignals::meaning))
                .isInstanceOfSatisfying(JournalException.class, damaged -> {
                    assertThat(damaged.reason()).isEqualTo(JournalException.Reason.DAMAGED);
                    assertThat(damaged)
                            .hasMessageContaining("journal.db is damaged")
                            .hasMessageContaining("restore it from a copy");
                });
    }

    @Test
    void aClockOlderThanTheLastEntryIsRefused() {
        journal.append("rules.reloaded", "healing", "{}", NOON);
        Instant early = NOON.minus(ofSeconds(1));

        journal.refuseClockBehind(NOON);

        assertThatThrownBy(() -> journal.refuseClockBehind(early))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("set the clock right");
    }

    @Test
    void eventsAreNumberedWithoutGaps() {
        for (int i = 0; i < 10; i++) {
            journal.append("rules.reloaded", "healing", "{}", NOON);
        }

        assertThat(journal.eventsAfter(3, 4)).extracting(Event::seq).containsExactly(4L, 5L, 6L, 7L);
    }
}
