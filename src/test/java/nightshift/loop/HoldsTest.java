package nightshift.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nightshift.decide.compile.RuleCompiler;
import nightshift.fact.Action;
import nightshift.fact.Assessment;
import nightshift.fact.RuleMode;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.Hold;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Remedy;
import nightshift.journal.Event;
import nightshift.journal.HoldQuery;
import nightshift.journal.Journal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was proposed and not done is a record: what held it, and since when.
class HoldsTest {
    private static final RuleCompiler COMPILER = new RuleCompiler();
    private static final int STEPS = 190;

    private static final String DEFERS = """
            rule "Nothing is recycled at night"
                @id("not-at-night")
            when
                $p : Proposal( type() == "pool.recycle" )
            then
                insert( defer($p).because("the day shift does it") );
            end
            """;

    @TempDir
    private Path directory;

    private final Telemetry telemetry = new Telemetry(3, STEPS);
    private LoopOnTrial trial;
    private int step;

    @BeforeEach
    void open() {
        trial = new LoopOnTrial(directory, COMPILER, Faults.NONE);
    }

    @AfterEach
    void close() {
        trial.close();
    }

    @AfterAll
    static void closeCompiler() {
        COMPILER.close();
    }

    @Test
    void whatAPauseHoldsIsToldOnceAndUntilItIsDone() {
        // Given
        trial.nightshift.submit(new Command.Pause("ann", "release night", trial.now));

        // When
        Hold hold = firstHeldFor(HoldReason.PAUSED);
        Instant began = trial.now;
        turns(5);

        // Then
        assertThat(hold.reason()).isEqualTo(HoldReason.PAUSED);
        assertThat(hold.rule()).isEqualTo("recycle");
        assertThat(hold.word()).contains("ann", "release night");
        assertThat(hold.since()).isEqualTo(began);
        assertThat(holds(hold.decision())).containsExactly(hold);
        assertThat(kinds(hold)).containsExactly("hold.began");

        // When
        Instant last = trial.now;
        trial.nightshift.submit(new Command.Resume("ann", "", trial.now));
        turns(1);

        // Then
        assertThat(trial.effects).isNotEmpty();
        assertThat(holds(hold.decision()))
                .singleElement()
                .satisfies(over -> assertThat(over.until()).isEqualTo(last));
        assertThat(kinds(hold)).containsExactly("hold.began", "hold.ended");
    }

    @Test
    void whatAPolicyPutsOffIsARecordThoughNothingWasDecided() throws IOException {
        // Given
        trial.close();
        Path policies = Files.createDirectories(directory.resolve("rules/policy"));
        Files.writeString(policies.resolve("night.drl"), DEFERS);
        trial = new LoopOnTrial(directory, COMPILER, Faults.NONE);

        // When
        Hold hold = firstHeldFor(HoldReason.POLICY);

        // Then
        assertThat(hold.reason()).isEqualTo(HoldReason.POLICY);
        assertThat(hold.guard()).isEqualTo("not-at-night");
        assertThat(hold.word()).isEqualTo("the day shift does it");
        assertThat(trial.nightshift.journal().decision(hold.decision())).isEmpty();
        assertThat(journal().timeline(hold.incident())).extracting(Event::kind).contains("hold.began");
    }

    @Test
    void whatIsHeldGoesOnFromWhereItBeganAfterARestart() {
        // Given
        trial.nightshift.submit(new Command.Pause("ann", "release night", trial.now));
        Hold hold = firstHeldFor(HoldReason.PAUSED);
        turns(2);

        // When
        trial.close();
        trial = new LoopOnTrial(directory, COMPILER, Faults.NONE, trial.now);
        turns(2);

        // Then
        assertThat(holds(hold.decision())).containsExactly(hold);
        assertThat(kinds(hold)).containsExactly("hold.began");
    }

    @Test
    void aWaitingDecisionSaysSinceWhenEachGuardHasSaidSo() {
        // Given
        trial.nightshift.submit(new Command.Pause("ann", "release night", trial.now));
        Hold hold = firstHeldFor(HoldReason.PAUSED);

        // When
        turns(3);

        // Then
        Remedy remedy = trial.nightshift.journal().decision(hold.decision()).orElseThrow();
        assertThat(remedy.guards())
                .filteredOn(guard -> guard.verdict() == Guard.Verdict.WAIT)
                .extracting(Guard::since)
                .containsOnly(hold.since());
    }

    @Test
    void whatWaitsForAPersonIsHeldUntilTheyAnswer() {
        // Given
        Hold hold = askedFor();

        // When
        trial.nightshift.submit(new Command.Reject(hold.decision(), "ann", "not now", trial.now));
        turns(1);

        // Then
        assertThat(hold.rule()).isEqualTo("recycle");
        assertThat(holds(hold.decision()))
                .extracting(Hold::reason)
                .containsExactly(HoldReason.REJECTED, HoldReason.APPROVAL);
        assertThat(kinds(hold)).contains("hold.changed");
    }

    @Test
    void whatFlapsIsCountedWhereTheJournalHasEnoughOfIt() {
        // Given
        HoldLog log = new HoldLog(journal(), new HoldConfig(3, 10));
        Hold hold = askedFor();
        Assessment belief = trial.nightshift.assessment().orElseThrow();
        Remedy waiting = journal().decision(hold.decision()).orElseThrow();
        Remedy other = remedyLike(waiting, "d-flaps");

        // When
        for (int turn = 0; turn < 10; turn++) {
            Instant now = trial.now.plusSeconds(turn);
            log.note(List.of(), turn % 2 == 0 ? List.of(other) : List.of(), belief, now);
        }

        // Then
        assertThat(holds("d-flaps")).hasSize(3);
        assertThat(log.dropped()).isEqualTo(2);
    }

    @Test
    void anIncidentOfManyProposalsIsToldUpToABoundAndCountedOnce() {
        // Given
        HoldLog log = new HoldLog(journal(), new HoldConfig(2, 2));
        Hold hold = askedFor();
        Assessment belief = trial.nightshift.assessment().orElseThrow();
        Remedy waiting = journal().decision(hold.decision()).orElseThrow();
        List<Remedy> three =
                List.of(remedyLike(waiting, "d-one"), remedyLike(waiting, "d-three"), remedyLike(waiting, "d-two"));

        // When
        for (int turn = 0; turn < 5; turn++) {
            log.note(List.of(), three, belief, trial.now.plusSeconds(turn));
        }

        // Then
        assertThat(three).filteredOn(each -> !holds(each.id()).isEmpty()).hasSize(2);
        assertThat(log.dropped()).isEqualTo(1);
    }

    private static Remedy remedyLike(Remedy waiting, String id) {
        Decision like = waiting.decision();
        return Remedy.of(new Decision(
                id,
                id,
                1,
                like.incident(),
                like.rule(),
                new Action("pool.recycle", like.action().target(), like.action().parameters()),
                like.confidence(),
                Disposition.AWAIT_APPROVAL,
                like.because(),
                List.of(),
                like.trigger(),
                like.decidedAt()));
    }

    private Journal journal() {
        return trial.nightshift.journal();
    }

    /// All is slow from the time on in which it is known what is usual, whatever is done about it.
    private Hold firstHeldFor(HoldReason reason) {
        turns(Telemetry.WARM);
        telemetry.quiet(20);
        List<Hold> found = new ArrayList<>();
        while (found.isEmpty() && step < STEPS) {
            turns(1);
            held().stream().filter(hold -> hold.reason() == reason).forEach(found::add);
        }
        return found.getFirst();
    }

    private Hold askedFor() {
        trial.nightshift.submit(new Command.SetMode("recycle", RuleMode.APPROVE, "ann", "", trial.now));
        return firstHeldFor(HoldReason.APPROVAL);
    }

    private List<Hold> held() {
        return journal().heldNow();
    }

    private void turns(int count) {
        for (int i = 0; i < count; i++) {
            trial.step(telemetry, step++);
        }
    }

    private List<Hold> holds(String decision) {
        return journal()
                .holds(new HoldQuery(decision, null, null, null, null, false, null, 50))
                .items();
    }

    private List<String> kinds(Hold hold) {
        return journal().timeline(hold.incident()).stream()
                .filter(event -> event.subject().equals(hold.decision()))
                .map(Event::kind)
                .filter(kind -> kind.startsWith("hold."))
                .toList();
    }
}
