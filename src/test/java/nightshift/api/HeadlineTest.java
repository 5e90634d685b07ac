package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nightshift.api.overview.StatusView;
import nightshift.api.overview.Summary;
import nightshift.api.view.MuteView;
import nightshift.decide.live.Rehearsal;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Mute;
import nightshift.fact.decision.MuteMatcher;
import nightshift.fact.decision.MuteSchedule;
import nightshift.fact.decision.RuleProblem;
import nightshift.fact.decision.RuleStatus;
import nightshift.loop.Health.State;
import org.junit.jupiter.api.Test;

class HeadlineTest {
    private final NightshiftOnTrial trial = new NightshiftOnTrial();

    @Test
    void itIsNotAllQuietWhileOneOfThreeSaysNothing() {
        // Given
        trial.serves(Duration.ofMinutes(20), "cart", "checkout", "search");
        assertThat(status().state()).isEqualTo("quiet");

        // When
        trial.serves(Duration.ofMinutes(3), "cart", "search");

        // Then
        assertThat(status().state()).isEqualTo("partly_watched");
        assertThat(status().headline()).isEqualTo("Quiet where it looks: checkout sends nothing any more");
        assertThat(status().silentServices()).isEqualTo(1);
        assertThat(trial.nightshift().health().states()).containsExactly(State.PARTLY_WATCHED);
    }

    @Test
    void whoIsStillLearnedIsNamedUpToABoundAndCounted() {
        // Given
        trial.servesMany(30, 3);

        // Then
        assertThat(status().state()).isEqualTo("learning");
        assertThat(status().learning()).hasSize(20);
        assertThat(status().learningServices()).isEqualTo(30);
        assertThat(trial.nightshift().health().states()).containsExactly(State.LEARNING);
    }

    @Test
    void aRuleThatIsSetAsideIsAStateOfItsOwnAndNeverAllQuiet() {
        // Given
        RuleStatus rule = trial.nightshift().rules().rules().getFirst();
        RuleProblem endless = new RuleProblem(rule.file(), rule.line(), rule.name(), "took too many steps", "");
        Rehearsal.Verdict verdict = new Rehearsal.Verdict(List.of(), Map.of(rule.version(), endless));

        // When
        NightshiftOnTrial without = new NightshiftOnTrial(config -> config.rehearsedBy(files -> verdict));
        without.serves(Duration.ofMinutes(20), "cart", "checkout", "search");

        // Then
        StatusView status =
                Summary.of(without.nightshift(), without.nightshift().health());
        assertThat(status.state()).isEqualTo("rules_aside");
        assertThat(status.headline()).contains("a rule is set aside").contains(rule.name());
        assertThat(without.nightshift().health().states()).containsExactly(State.RULES_ASIDE);
    }

    @Test
    void whatIsMutedIsAStateOfItsOwnAndNeverAllQuiet() {
        // Given
        trial.serves(Duration.ofMinutes(20), "cart", "checkout", "search");

        // When
        mute("m-1", "cart", Duration.ofMinutes(30));
        trial.step();

        // Then
        assertThat(status().state()).isEqualTo("muted");
        assertThat(status().headline()).startsWith("Muted: service cart until").endsWith("by ann: the disks are moved");
        assertThat(status().mutes()).extracting(MuteView::id).containsExactly("m-1");
        assertThat(trial.nightshift().health().states()).containsExactly(State.MUTED);

        // When its time has run out
        trial.serves(Duration.ofMinutes(31), "cart", "checkout", "search");

        // Then
        assertThat(status().state()).isEqualTo("quiet");
        assertThat(status().mutes()).isEmpty();
    }

    @Test
    void anIncidentThatNobodyIsWokenForIsSaidToBeMuted() {
        // Given
        trial.serves(Duration.ofMinutes(20), "cart", "checkout", "search");
        trial.story("cart").opens();
        assertThat(status().state()).isEqualTo("investigating");

        // When
        mute("m-1", "cart", Duration.ofMinutes(30));
        trial.step();

        // Then
        assertThat(status().state()).isEqualTo("muted");
        assertThat(status().headline()).isEqualTo("Muted, while: cart waits for its database");
    }

    private void mute(String id, String service, Duration length) {
        Instant now = trial.now();
        trial.nightshift()
                .submit(new Command.MakeMute(new Mute(
                        id,
                        new MuteMatcher(service, "", "", Map.of()),
                        new MuteSchedule.Span(now, now.plus(length)),
                        "ann",
                        "the disks are moved",
                        now)));
    }

    private StatusView status() {
        return Summary.of(trial.nightshift(), trial.nightshift().health());
    }
}
