package nightshift.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nightshift.decide.compile.RuleCompiler;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Hold;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Mute;
import nightshift.fact.decision.MuteMatcher;
import nightshift.fact.decision.MuteSchedule;
import nightshift.journal.Event;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over the whole loop: a fault in what is muted is seen, told as muted, and left alone.
class MutesTest {
    private static final RuleCompiler COMPILER = new RuleCompiler();
    private static final int STEPS = 300;

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
    void whatIsMutedIsLeftAloneAndSaysSoEverywhere() {
        // Given
        mute(new MuteMatcher("shop/*", "", "", Map.of()));

        // When
        fallIll(145); // longer than an incident may be left untouched
        List<Hold> held = trial.nightshift.journal().heldNow();

        // Then
        assertThat(trial.effects).isEmpty();
        assertThat(held).extracting(Hold::reason).contains(HoldReason.MUTED);
        assertThat(held)
                .filteredOn(hold -> hold.reason() == HoldReason.MUTED)
                .allMatch(hold -> hold.word().contains("the disks are moved"));
        assertThat(kinds()).contains("mute.made").doesNotContain("page.raised", "action.started");
        assertThat(trial.nightshift.health().states()).containsExactly(Health.State.MUTED);
        assertThat(trial.nightshift.health().reasons())
                .anyMatch(reason -> reason.startsWith("muted: service shop/* until")
                        && reason.endsWith("by ann: the disks are moved"));

        // When
        trial.nightshift.submit(new Command.LiftMute("m-1", "bob", "", trial.now));
        turns(2);

        // Then
        assertThat(trial.effects).isNotEmpty();
        assertThat(kinds()).contains("mute.lifted");
        assertThat(trial.nightshift.health().states()).doesNotContain(Health.State.MUTED);
    }

    @Test
    void whatIsMutedHoldsUpNothingElse() {
        // Given: rule by rule the same would be done
        mute(new MuteMatcher("cart", "recycle", "", Map.of()));

        // When
        fallIll(10);

        // Then
        assertThat(trial.effects).isNotEmpty();
        assertThat(trial.nightshift.journal().heldNow())
                .filteredOn(hold -> hold.reason() == HoldReason.MUTED)
                .isNotEmpty()
                .allMatch(hold -> hold.target().service().name().equals("cart"));
    }

    @Test
    void aMuteIsKnownAfterARestartThoughItsTurnNeverCame() {
        // Given
        mute(new MuteMatcher("shop/*", "", "", Map.of()));

        // When
        trial.close();
        trial = new LoopOnTrial(directory, COMPILER, Faults.NONE, trial.now);
        fallIll(10);

        // Then
        assertThat(trial.effects).isEmpty();
        assertThat(trial.nightshift.mutes()).extracting(Mute::id).containsExactly("m-1");
    }

    private void mute(MuteMatcher matcher) {
        MuteSchedule span = new MuteSchedule.Span(trial.now, trial.now.plus(Duration.ofHours(5)));
        Mute mute = new Mute("m-1", matcher, span, "ann", "the disks are moved", trial.now);
        assertThat(trial.nightshift.submit(new Command.MakeMute(mute))).isEqualTo(Acknowledgement.ACCEPTED);
    }

    /// All is slow from the time on in which it is known what is usual.
    private void fallIll(int more) {
        turns(Telemetry.WARM);
        telemetry.quiet(20);
        turns(more);
    }

    private void turns(int count) {
        for (int i = 0; i < count; i++) {
            trial.step(telemetry, step++);
        }
    }

    private List<String> kinds() {
        return trial.nightshift.journal().eventsAfter(0, 500).stream()
                .map(Event::kind)
                .toList();
    }
}
