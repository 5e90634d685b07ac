package nightshift.act;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.WELL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.act.life.NoticeConfig;
import nightshift.act.target.Actuator;
import nightshift.act.target.Pager;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Notice;
import nightshift.fact.telemetry.EntityId;
import nightshift.journal.Event;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever is asked hears of it, whatever happens to the pager and to the process.
class NoticesTest {
    private static final Decision ASKED = asked("d-1", Ward.CART);

    @AutoClose
    private Ward ward;

    private final Mailbox mailbox = new Mailbox();

    @BeforeEach
    void open(@TempDir Path directory) {
        ward = Ward.withIncident(directory, "i-1");
        ward.target.pager = Optional.of(mailbox);
    }

    /// A pager that keeps what it took.
    private static final class Mailbox implements Pager {
        private final List<Actuator.Order> taken = new ArrayList<>();
        private final List<String> sent = new ArrayList<>();
        private boolean dead;

        @Override
        public Actuator.Answer deliver(Actuator.Order page) {
            sent.add(page.id());
            if (dead) {
                return new Actuator.Answer(ActionResult.FAILED, false, "pager answered 404");
            }
            taken.add(page);
            return new Actuator.Answer(ActionResult.SUCCEEDED, false, "pager answered 200");
        }

        private List<String> ids() {
            return taken.stream().map(Actuator.Order::id).toList();
        }
    }

    @Test
    void whoIsAskedIsToldAtOnceWhatWouldHappenAndUntilWhen() {
        ward.turn(SICK, ASKED);
        ward.turn(SICK);

        assertThat(mailbox.ids()).containsExactly("d-1~asked");
        assertThat(mailbox.taken.getFirst().action().parameters())
                .containsEntry("notice", "asked")
                .containsEntry("decision", "d-1")
                .containsEntry("action", "pool.recycle")
                .hasEntrySatisfying(
                        "summary",
                        summary -> assertThat(summary)
                                .contains("pool.recycle on cart waits for your approval")
                                .contains("What would happen: could be done.")
                                .contains("2026-03-01T13:00:00Z"));
        assertThat(ward.journal.timeline("i-1")).extracting(Event::kind).contains("notice.told", "notice.delivered");
        assertThat(ward.pages()).as("a notice is no page").isEmpty();
    }

    @Test
    void whoDoesNotAnswerIsRemindedAndToldThatItExpired() {
        ward.turn(SICK, ASKED);
        ward.turns(58, SICK);
        assertThat(mailbox.ids()).containsExactly("d-1~asked");

        ward.turns(2, SICK);
        assertThat(mailbox.ids()).containsExactly("d-1~asked", "d-1~reminded1");

        ward.turns(302, SICK);
        assertThat(ward.state("d-1")).isEqualTo(DecisionState.EXPIRED);
        assertThat(mailbox.ids()).containsSubsequence("d-1~asked", "d-1~reminded1", "d-1~reminded2", "d-1~expired");
    }

    @Test
    void whoAnsweredIsNotReminded() {
        ward.turn(SICK, ASKED);
        ward.turn(SICK, List.of(new Command.Reject("d-1", "ada", "I do it", ward.now)));
        ward.turns(200, SICK);

        assertThat(mailbox.ids()).filteredOn(id -> id.startsWith("d-1~")).containsExactly("d-1~asked");
    }

    @Test
    void aDeadPagerIsToldAndTriedAgainUntilItTakesTheSameNotice() {
        // Given
        mailbox.dead = true;
        ward.turn(SICK, ASKED);
        ward.turns(30, SICK);
        assertThat(ward.unheard())
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).contains("people are not reached").contains("pager answered 404"));
        assertThat(mailbox.sent).hasSizeBetween(6, 14).containsOnly("d-1~asked");

        // When
        mailbox.dead = false;
        ward.turns(6, SICK);

        // Then
        assertThat(mailbox.ids()).containsExactly("d-1~asked");
        assertThat(ward.unheard()).isEmpty();
    }

    @Test
    void aNoticeThatNobodyTookGoesOnAfterARestartAndOneThatWasTakenDoesNot() {
        // Given
        ward.turn(SICK, ASKED);
        ward.turn(SICK);
        mailbox.dead = true;
        ward.turn(SICK, asked("d-2", EntityId.service("shop", "payment")));
        ward.turns(2, SICK);

        // When
        ward.restart();
        mailbox.dead = false;
        ward.turns(2, SICK);

        // Then
        assertThat(mailbox.ids()).containsExactly("d-1~asked", "d-2~asked");
        assertThat(ward.journal.notices("d-2")).extracting(Notice::delivered).doesNotContainNull();
    }

    @Test
    void ninePeopleAreAskedWhenNineServicesBreakAtOnceAndHearOfItWithinTwoMinutes() {
        Decision[] all = new Decision[9];
        for (int i = 0; i < all.length; i++) {
            all[i] = asked("d-" + i, EntityId.service("shop", "s" + i));
        }

        ward.turn(SICK, all);
        ward.turns(11, SICK);

        assertThat(mailbox.ids()).hasSize(9).doesNotHaveDuplicates();
    }

    @Test
    void peopleHearWhileAutomationIsPaused() {
        ward.turn(SICK, List.of(new Command.Pause("ada", "", ward.now)), ASKED);
        ward.turns(3, SICK);

        assertThat(mailbox.ids()).containsExactly("d-1~asked");
    }

    @Test
    void aPageGoesOnForADayAndIsToldInHealth() {
        // Given
        ward.target.pager = Optional.of(page -> new Actuator.Answer(ActionResult.UNKNOWN, false, "pager is away"));
        Action page = new Action("escalate", Ward.CART, Map.of("summary", "help"));

        // When
        ward.turn(SICK, Ward.decision("p-1", "i-1", page, 1, Disposition.ACT));
        ward.turns(60, SICK);

        // Then
        assertThat(ward.state("p-1")).isEqualTo(DecisionState.STARTED);
        assertThat(ward.unheard())
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).contains("people are not reached").contains("pager is away"));
    }

    @Test
    void whoWasCalledOrAskedIsToldOnceThatTheIncidentIsOver() {
        // Given
        ward.turn(SICK, ASKED, page());
        ward.turn(SICK);

        // When
        ward.closeIncident("i-1");
        ward.turns(3, WELL);

        // Then: each by the key of what it takes back
        assertThat(mailbox.ids()).containsExactlyInAnyOrder("d-1~asked", "p-1", "d-1~ended", "p-1~ended");
        assertThat(mailbox.taken.getLast().action().parameters()).containsEntry("notice", "ended");
        assertThat(ward.journal.notices("p-1"))
                .singleElement()
                .satisfies(notice -> assertThat(notice.delivered()).isNotNull());
    }

    @Test
    void ofWhatNobodyWasToldNobodyIsToldThatItIsOver() {
        // Given
        ward.turn(SICK, Ward.recycle("d-1", "i-1"));

        // When
        ward.closeIncident("i-1");
        ward.turns(60, WELL);

        // Then
        assertThat(mailbox.sent).isEmpty();
    }

    @Test
    void thatItIsOverIsToldUntilSomebodyTakesItAlsoByTheNextProcess() {
        // Given
        ward.turn(SICK, page());
        mailbox.dead = true;
        ward.closeIncident("i-1");
        ward.turns(3, WELL);

        // When
        ward.restart();
        mailbox.dead = false;
        ward.turns(3, WELL);

        // Then
        assertThat(mailbox.ids()).containsExactly("p-1", "p-1~ended");
        assertThat(mailbox.sent).filteredOn("p-1~ended"::equals).hasSizeGreaterThan(1);
    }

    private static Decision page() {
        Action page = new Action("escalate", Ward.CART, Map.of("summary", "help"));
        return Ward.decision("p-1", "i-1", page, 1, Disposition.ACT);
    }

    @Test
    void theTimesAreThese() {
        assertThat(NoticeConfig.defaults())
                .isEqualTo(new NoticeConfig(
                        Duration.ofSeconds(15), List.of(Duration.ofMinutes(10), Duration.ofMinutes(30))));
    }

    private static Decision asked(String id, EntityId service) {
        return Ward.decision(
                id, "i-1", new Action("pool.recycle", service, Map.of()), 0.97, Disposition.AWAIT_APPROVAL);
    }
}
