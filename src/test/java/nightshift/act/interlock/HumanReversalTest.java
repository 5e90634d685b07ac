package nightshift.act.interlock;

import static nightshift.act.Ward.CART;
import static nightshift.act.Ward.NOON;
import static nightshift.act.Ward.SICK;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.act.Ward;
import nightshift.fact.Action;
import nightshift.fact.ActionType;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.Guard.Verdict;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a person changed back after Nightshift changed it.
class HumanReversalTest {
    private static final String SCALE = ActionType.WORKLOAD_SCALE;
    private static final String ROLLBACK = ActionType.WORKLOAD_ROLLBACK;
    private static final Instant STARTED = NOON.minus(Duration.ofHours(10));

    private final HumanReversal interlock =
            new HumanReversal(InterlockConfig.defaults().reversal());

    @Test
    void whatAPersonTookBackWaitsForAPersonAndSaysWhoAndWhen() {
        Situation situation = situation(
                STARTED.plusSeconds(120), SCALE, change(ChangeKind.SCALING, STARTED.plusSeconds(60), "kubectl"));

        assertThat(interlock.judge(wished(SCALE, CART), situation)).satisfies(guard -> {
            assertThat(guard.verdict()).isEqualTo(Verdict.APPROVAL);
            assertThat(guard.reason())
                    .contains("kubectl took back workload.scale on cart at 2026-03-01T02:01:00Z", "d-0")
                    .contains("until 2026-03-01T10:01:00Z");
        });
        assertThat(interlock
                        .judge(wished(SCALE, CART).approvedBy("ada"), situation)
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(interlock.judge(wished(ROLLBACK, CART), situation).verdict())
                .as("another kind of action")
                .isEqualTo(Verdict.PASS);
        assertThat(interlock
                        .judge(wished(SCALE, EntityId.service("shop", "payment")), situation)
                        .verdict())
                .as("another workload")
                .isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest(name = "{0} s after the start, {1} s ago: {2}")
    @CsvSource({"0, 60, APPROVAL", "3600, 60, APPROVAL", "3601, 60, PASS", "60, 28799, APPROVAL", "60, 28800, PASS"})
    void itIsAReversalWithinAnHourAndCountsForEight(int after, int ago, Verdict expected) {
        Instant taken = STARTED.plusSeconds(after);

        assertThat(judged(SCALE, taken.plusSeconds(ago), change(ChangeKind.SCALING, taken, "kubectl"))
                        .verdict())
                .isEqualTo(expected);
    }

    @Test
    void aChangeBeforeItsStartIsNoReversal() {
        Change before = change(ChangeKind.SCALING, STARTED.minusSeconds(1), "kubectl");

        assertThat(judged(SCALE, STARTED.plusSeconds(60), before).verdict()).isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest(name = "by {0}: {1}")
    @CsvSource({
        "kubectl-edit, APPROVAL",
        "unknown, APPROVAL",
        "nightshift, PASS",
        "autoscaler cart, PASS",
        "kube-controller-manager, PASS",
        "'', PASS"
    })
    void onlyWhatSomebodyElseWroteIsAReversal(String by, Verdict expected) {
        Change change = change(ChangeKind.SCALING, STARTED.plusSeconds(60), by);

        assertThat(judged(SCALE, STARTED.plusSeconds(120), change).verdict()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "to {0}: {1}")
    @CsvSource({"1.5.0, APPROVAL", "1.5.1, PASS"})
    void theVersionThatWasRolledBackIsAReversalAndTheNextOneIsNot(String version, Verdict expected) {
        Change own = rolledOut(STARTED.plusSeconds(1), "nightshift", "1.4.0", "1.5.0");
        Change theirs = rolledOut(STARTED.plusSeconds(60), "pipeline", version, "1.4.0");

        assertThat(judged(ROLLBACK, STARTED.plusSeconds(120), own, theirs).verdict())
                .isEqualTo(expected);
    }

    @Test
    void anyOtherVersionIsOneWhereNobodySawWhatWasRolledBack() {
        Change theirs = rolledOut(STARTED.plusSeconds(60), "pipeline", "1.5.0", "1.4.0");

        assertThat(judged(ROLLBACK, STARTED.plusSeconds(120), theirs).verdict()).isEqualTo(Verdict.APPROVAL);
    }

    private Guard judged(String type, Instant now, Change... changes) {
        return interlock.judge(wished(type, CART), situation(now, type, changes));
    }

    private static Change change(ChangeKind kind, Instant at, String by) {
        return new Change("c-" + at + by, at, CART, kind, "", "", by, "it was changed");
    }

    private static Change rolledOut(Instant at, String by, String version, String before) {
        return new Change("c-" + at + by, at, CART, ChangeKind.DEPLOYMENT, version, before, by, "it was rolled out");
    }

    private static Remedy wished(String type, EntityId target) {
        return Remedy.of(Ward.decision("d-1", "i-1", new Action(type, target, Map.of()), 0.97, Disposition.ACT));
    }

    /// In which the cart was acted on ten hours before noon.
    private static Situation situation(Instant now, String type, Change... changes) {
        Remedy done = Remedy.of(Ward.decision("d-0", "i-0", new Action(type, CART, Map.of()), 0.97, Disposition.ACT))
                .in(DecisionState.HEALED, "", STARTED);
        return new Situation(
                now,
                Ward.belief(now, List.of(Ward.incident("i-1", CART, now)), SICK),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(done.at(done.execution().started(Optional.empty(), STARTED))),
                List.of(changes));
    }
}
