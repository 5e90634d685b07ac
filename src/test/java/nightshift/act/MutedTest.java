package nightshift.act;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.WELL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Action;
import nightshift.fact.ActionType;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.Mute;
import nightshift.fact.decision.MuteMatcher;
import nightshift.fact.decision.MuteSchedule;
import nightshift.fact.decision.Notice;
import nightshift.journal.Event;
import nightshift.journal.MuteRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person has muted is not begun, and nobody is woken for it; what is under way goes on.
class MutedTest {
    private static final MuteMatcher CART = new MuteMatcher("cart", "", "", Map.of());
    private static final Action SCALE = new Action("workload.scale", Ward.CART, Map.of("by", "1"));

    @AutoClose
    private Ward ward;

    @BeforeEach
    void open(@TempDir Path directory) {
        ward = Ward.withIncident(directory, "i-1");
        ward.turn(SICK);
    }

    private Command.MakeMute mute(MuteMatcher matcher, Duration length) {
        MuteSchedule span = new MuteSchedule.Span(ward.now, ward.now.plus(length));
        return new Command.MakeMute(new Mute("m-1", matcher, span, "ann", "the disks are moved", ward.now));
    }

    private Command lift() {
        return new Command.LiftMute("m-1", "bob", "done", ward.now);
    }

    private static Decision page() {
        return Ward.decision(
                "d-page",
                "i-1",
                new Action(ActionType.ESCALATE, Ward.CART, Map.of("summary", "cart is slow")),
                1,
                Disposition.ACT);
    }

    @Test
    void nothingIsBegunUntilTheMuteIsLiftedAndTheDecisionSaysSo() {
        // When
        ward.turn(SICK, List.of(mute(CART, Duration.ofHours(2))), Ward.recycle("d-1", "i-1"));
        ward.turns(5, SICK);

        // Then
        assertThat(ward.target.calls).isEmpty();
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.INTENT);
        assertThat(ward.record("d-1").muted()).isTrue();
        assertThat(ward.record("d-1").detail()).contains("service cart until", "by ann: the disks are moved", "m-1");

        // When
        ward.turn(SICK, List.of(lift()));

        // Then
        assertThat(ward.target.effects).containsExactly("d-1");
        assertThat(ward.journal.mute("m-1").orElseThrow().end()).isEqualTo(MuteRecord.End.LIFTED);
    }

    @Test
    void whatIsNotMutedIsDone() {
        MuteMatcher other = new MuteMatcher("", "", "workload.restart", Map.of());

        ward.turn(SICK, List.of(mute(other, Duration.ofHours(2))), Ward.recycle("d-1", "i-1"));

        assertThat(ward.target.effects).containsExactly("d-1");
    }

    @Test
    void aMuteThatHasRunOutIsJournalledAndHoldsNothing() {
        ward.turn(SICK, List.of(mute(CART, Duration.ofSeconds(35))), Ward.recycle("d-1", "i-1"));
        ward.turns(2, SICK);
        assertThat(ward.target.calls).isEmpty();

        ward.turns(2, SICK);

        assertThat(ward.target.effects).containsExactly("d-1");
        assertThat(ward.journal.mute("m-1").orElseThrow().end()).isEqualTo(MuteRecord.End.EXPIRED);
        assertThat(ward.journal.eventsAfter(0, 500)).extracting(Event::kind).contains("mute.made", "mute.expired");
    }

    @Test
    void aMuteOutlivesARestart() {
        ward.turn(SICK, List.of(mute(CART, Duration.ofHours(2))));

        ward.restart();
        ward.turn(SICK, Ward.recycle("d-1", "i-1"));

        assertThat(ward.target.calls).isEmpty();
    }

    @Test
    void whatIsUnderWayIsUndoneIfItMustBe() {
        // Given
        ward.target.inverse = Optional.of(new Action("workload.scale", Ward.CART, Map.of("by", "-1")));
        ward.turn(SICK, Ward.decision("d-1", "i-1", SCALE, 0.97, Disposition.ACT));
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.VERIFYING);

        // When
        ward.turn(4 * SICK, List.of(mute(CART, Duration.ofHours(2))));
        ward.turns(10, 4 * SICK);

        // Then
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.UNDONE);
    }

    @Test
    void whatIsUnderWayIsVerified() {
        ward.turn(SICK, Ward.recycle("d-1", "i-1"));

        ward.turn(WELL, List.of(mute(CART, Duration.ofHours(2))));
        ward.turns(10, WELL);

        assertThat(ward.state("d-1")).isEqualTo(DecisionState.HEALED);
    }

    @Test
    void nobodyIsWokenWhileItHoldsAndSomebodyIsOnceItDoesNot() {
        // Given
        ward.turn(SICK, List.of(mute(CART, Duration.ofHours(2))), page());
        ward.turns(150, SICK); // longer than an incident may be left untouched
        assertThat(ward.pages()).extracting(page -> page.startedAt()).containsOnlyNulls();

        // When
        ward.turn(SICK, List.of(lift()));

        // Then
        assertThat(ward.pages()).anyMatch(page -> page.startedAt() != null);
    }

    @Test
    void nobodyIsWokenForAnIncidentThatEndedWhileItWasMuted() {
        // Given
        ward.turn(SICK, List.of(mute(CART, Duration.ofHours(2))), page());

        // When
        ward.closeIncident("i-1");
        ward.turn(WELL);
        ward.turn(WELL, List.of(lift()));
        ward.turns(3, WELL);

        // Then
        assertThat(ward.state("d-page")).isEqualTo(DecisionState.VETOED);
        assertThat(ward.record("d-page").detail()).contains("ended while it was muted");
    }

    @Test
    void nobodyIsAskedForWhatIsMutedAndWhoeverLooksSeesWhy() {
        // Given
        Decision asks = Ward.decision("d-1", "i-1", SCALE, 0.97, Disposition.AWAIT_APPROVAL);
        ward.turn(SICK, List.of(mute(CART, Duration.ofMinutes(30))), asks);
        ward.turns(100, SICK);
        assertThat(ward.journal.notices("d-1")).isEmpty();
        assertThat(ward.record("d-1").guards()).anyMatch(Guard::mutes);

        // When
        ward.turn(SICK, List.of(lift()));
        ward.turns(3, SICK);

        // Then: asked once, and not reminded of what nobody was asked for
        assertThat(ward.journal.notices("d-1")).extracting(Notice::kind).containsExactly(Notice.Kind.ASKED);
        assertThat(ward.record("d-1").guards()).noneMatch(Guard::mutes);
    }

    @Test
    void whatAlreadyWaitsTellsOfAMuteAndOfItsEnd() {
        // Given
        ward.turn(SICK, Ward.decision("d-1", "i-1", SCALE, 0.97, Disposition.AWAIT_APPROVAL));

        // When
        ward.turn(SICK, List.of(mute(CART, Duration.ofMinutes(30))));

        // Then
        assertThat(ward.record("d-1").muted()).isTrue();
        ward.turn(SICK, List.of(lift()));
        assertThat(ward.record("d-1").muted()).isFalse();
    }

    @Test
    void anApprovalDoesNotLiftAMute() {
        ward.turn(SICK, Ward.decision("d-1", "i-1", SCALE, 0.97, Disposition.AWAIT_APPROVAL));
        ward.turn(SICK, List.of(mute(CART, Duration.ofMinutes(30))));

        ward.turn(SICK, List.of(new Command.Approve("d-1", "ada", "", ward.now)));
        ward.turns(3, SICK);

        assertThat(ward.target.effects).isEmpty();
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.INTENT);
    }

    @Test
    void whatIsLostOnItsWayIsNotSentAgainWhileItIsMuted() {
        // Given
        ward.target.loseOrders = true;
        ward.turn(SICK, Ward.recycle("d-1", "i-1"));

        // When
        ward.target.loseOrders = false;
        ward.turn(SICK, List.of(mute(CART, Duration.ofSeconds(55))));
        ward.turns(3, SICK);
        assertThat(ward.target.effects).isEmpty();
        ward.turns(6, SICK);

        // Then
        assertThat(ward.target.effects).containsExactly("d-1");
    }

    @Test
    void underStormAndDoubtNobodyIsAskedForWhatIsMuted() {
        // When: too little confidence to act alone
        ward.turn(
                SICK,
                List.of(mute(CART, Duration.ofHours(1))),
                Ward.decision("d-1", "i-1", SCALE, 0.5, Disposition.ACT));

        // Then
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.INTENT);
        assertThat(ward.journal.notices("d-1")).isEmpty();
    }
}
