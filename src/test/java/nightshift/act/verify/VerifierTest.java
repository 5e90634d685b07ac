package nightshift.act.verify;

import static nightshift.act.Ward.CART;
import static nightshift.act.Ward.NOON;
import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.WELL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nightshift.KnownSignals;
import nightshift.ListedReadings;
import nightshift.act.Ward;
import nightshift.fact.Action;
import nightshift.fact.Verification;
import nightshift.fact.Verification.State;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import nightshift.fact.decision.Trigger;
import nightshift.fact.decision.VerificationProgress;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SeriesKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifierTest {
    private static final Decision DECISION =
            Ward.decision("d-1", "i-1", new Action("pool.recycle", CART, Map.of()), 0.97, Disposition.ACT);

    private static final Band USUAL = new Band(0.01, 0.02, 0.03);

    private final Verifier verifier = new Verifier(VerifyConfig.defaults());

    /// Values of one window after the other, from the first that ended ten seconds after the action.
    private Verification after(double... values) {
        return after(Ward.TURN, values);
    }

    /// The same of a series with a step of its own, looked at whenever one of its windows ends.
    private Verification after(Duration step, double... values) {
        VerificationProgress progress = VerificationProgress.NONE;
        Instant now = NOON;
        Readings readings = Readings.NONE;
        for (double value : values) {
            now = now.plus(step);
            readings = Ward.belief(now, List.of(), value, step).readings();
            progress = verifier.observe(progress, DECISION.trigger(), readings, NOON);
        }
        return verifier.judge(progress, DECISION, readings, NOON, now);
    }

    private static double[] windows(int count, double value) {
        double[] values = new double[count];
        Arrays.fill(values, value);
        return values;
    }

    private static double[] then(double[] first, double... second) {
        double[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    @Test
    void sixFreshWindowsInARowInsideTheBandAreHealed() {
        // The first two windows began before the action had settled, so that they do not count.
        assertThat(after(windows(7, WELL)).state()).isEqualTo(State.PENDING);
        assertThat(after(windows(8, WELL)).state()).isEqualTo(State.HEALED);
    }

    @Test
    void slowSignalIsJudgedBySixFreshWindowsOfItsOwn() {
        Duration minute = Duration.ofSeconds(60);
        Duration fiveMinutes = Duration.ofSeconds(300);

        // The first window began with the action, so that it does not count.
        assertThat(after(minute, windows(6, WELL)).state()).isEqualTo(State.PENDING);
        assertThat(after(minute, windows(7, WELL)).state()).isEqualTo(State.HEALED);
        assertThat(after(fiveMinutes, windows(6, WELL)).state()).isEqualTo(State.PENDING);
        assertThat(after(fiveMinutes, windows(7, WELL)).state()).isEqualTo(State.HEALED);
    }

    @Test
    void deadlineOfASlowSignalComesWhenItCanHaveShownItself() {
        Duration fiveMinutes = Duration.ofSeconds(300);

        assertThat(after(fiveMinutes, windows(8, SICK)).state()).isEqualTo(State.PENDING);
        assertThat(after(fiveMinutes, windows(9, SICK)).state()).isEqualTo(State.NOT_HEALED);
    }

    @Test
    void oneWindowOutsideStartsTheRowAnew() {
        double[] relapse = then(windows(7, WELL), SICK, WELL, WELL, WELL, WELL, WELL);

        assertThat(after(relapse).state()).isEqualTo(State.PENDING);
        assertThat(after(then(relapse, WELL)).state()).isEqualTo(State.HEALED);
    }

    @ParameterizedTest
    @CsvSource({
        "3.0, 8, HEALED",
        "2.9, 8, PENDING",
        "2.9, 40, INCONCLUSIVE",
        "0, 40, INCONCLUSIVE",
    })
    void whatNobodyAsksForIsNotHealed(double requestsPerSecond, int windows, State expected) {
        assertThat(underLoad(10, requestsPerSecond, windows).state()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.34, 8, HEALED", "0.33, 8, PENDING", "0.33, 9, HEALED", "0.05, 40, INCONCLUSIVE"})
    void twentyRequestsInAllAreTheLeastThatProveIt(double requestsPerSecond, int windows, State expected) {
        assertThat(underLoad(requestsPerSecond, requestsPerSecond, windows).state())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.005, HEALED", "0.0049, PENDING"})
    void whoAnswersFarFasterThanEverIsNotHealed(double seconds, State expected) {
        assertThat(after(windows(8, seconds)).state()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.039, HEALED", "0.041, PENDING"})
    void whatAllCallersStillComplainOfIsNotHealed(double asCallersSeeIt, State expected) {
        assertThat(seenBy(asCallersSeeIt).state()).isEqualTo(expected);
        assertThat(seenBy(asCallersSeeIt, WELL).state()).isEqualTo(State.HEALED);
    }

    /// A service whose latency is well, of which its callers say this.
    private Verification seenBy(double... asCallersSeeIt) {
        List<Reading> callers = new ArrayList<>();
        for (int i = 0; i < asCallersSeeIt.length; i++) {
            EntityId edge = EntityId.edge(EntityId.service("shop", "caller" + i), CART);
            callers.add(reading(edge, "http.client.request.duration", asCallersSeeIt[i], USUAL));
        }
        return judged(8, "http.server.request.duration", callers);
    }

    @ParameterizedTest
    @CsvSource({"0.039, HEALED", "0.041, PENDING"})
    void whatACallerSaysIsWellIsNotHealedWhileTheServiceItselfComplains(double asTheServiceSeesIt, State expected) {
        EntityId edge = EntityId.edge(EntityId.service("shop", "front"), CART);
        String own = "http.server.request.duration";
        List<Reading> served = List.of(reading(CART, own, asTheServiceSeesIt, USUAL));

        assertThat(judged(edge, 8, "http.client.request.duration", served).state())
                .isEqualTo(expected);
        assertThat(judged(edge, 8, "http.client.request.duration", List.of()).state())
                .isEqualTo(State.HEALED);
    }

    private Verification underLoad(double usual, double requestsPerSecond, int windows) {
        Band band = new Band(usual / 2, usual, usual * 2);
        Reading rate = reading(CART, "http.server.request.rate", requestsPerSecond, band);
        return judged(windows, "http.server.request.duration", List.of(rate));
    }

    /// So many windows of a signal that is well, with other readings beside it.
    private Verification judged(int windows, String signal, List<Reading> beside) {
        return judged(CART, windows, signal, beside);
    }

    private Verification judged(EntityId entity, int windows, String signal, List<Reading> beside) {
        Trigger trigger = new Trigger(entity, signal, KnownSignals.meaning(signal), Direction.UP, SICK, USUAL);
        VerificationProgress progress = VerificationProgress.NONE;
        Readings readings = Readings.NONE;
        Instant now = NOON;
        for (int i = 0; i < windows; i++) {
            now = now.plus(Ward.TURN);
            List<Reading> all = new ArrayList<>(List.of(reading(entity, signal, WELL, USUAL)));
            all.addAll(beside);
            Instant end = now;
            readings = new ListedReadings(
                    now, all.stream().map(reading -> at(reading, end)).toList());
            progress = verifier.observe(progress, trigger, readings, NOON);
        }
        return verifier.judge(progress, on(trigger), readings, NOON, now);
    }

    private static Decision on(Trigger trigger) {
        return new Decision(
                "d-1",
                "i-1|d-1",
                1,
                "i-1",
                DECISION.rule(),
                DECISION.action(),
                0.97,
                Disposition.ACT,
                List.of(),
                List.of(),
                trigger,
                NOON);
    }

    private static Reading reading(EntityId entity, String signal, double value, Band expected) {
        SeriesKey key = new SeriesKey(entity, KnownSignals.signal(signal));
        return new Reading(key, NOON, value, expected, 0.5, 500, Ward.TURN, null, null, Double.NaN);
    }

    private static Reading at(Reading reading, Instant windowEnd) {
        return new Reading(
                reading.key(),
                windowEnd,
                reading.value(),
                reading.expected(),
                reading.confidence(),
                reading.rows(),
                reading.step(),
                null,
                null,
                Double.NaN);
    }

    @Test
    void stillOutsideAtTheDeadlineIsNotHealedAndSaysTheNumbers() {
        Verification verdict = after(windows(20, SICK));

        assertThat(after(windows(19, SICK)).state()).isEqualTo(State.PENDING);
        assertThat(verdict.state()).isEqualTo(State.NOT_HEALED);
        assertThat(verdict.reason()).contains("400\u00a0ms").contains("expected 10\u00a0ms to 30\u00a0ms");
    }

    @Test
    void clearlyWorseForThreeWindowsIsWorse() {
        double[] rising = then(windows(2, SICK), 0.8, 0.8);

        assertThat(after(rising).state()).isEqualTo(State.PENDING);
        assertThat(after(then(rising, 0.8)).state()).isEqualTo(State.WORSE);
        assertThat(after(then(windows(2, SICK), windows(10, 0.7))).state()).isEqualTo(State.PENDING);
    }

    @Test
    void aRatioIsWorseLongBeforeItCouldDouble() {
        Trigger failing = new Trigger(
                CART,
                "http.server.request.error.ratio",
                KnownSignals.meaning("http.server.request.error.ratio"),
                Direction.UP,
                0.6,
                new Band(0, 0, 0.01));
        VerifyConfig.Worse worse = VerifyConfig.Worse.defaults();

        assertThat(TriggerReading.worse(
                        failing, 0.85, worse.factorOf(failing.meaning().role())))
                .isTrue();
        assertThat(TriggerReading.worse(
                        failing, 0.7, worse.factorOf(failing.meaning().role())))
                .isFalse();
        assertThat(worse.factorOf(KnownSignals.meaning(Ward.LATENCY).role())).isEqualTo(2);
    }

    @Test
    void aQueueThatDrainsAfterTheActionIsNotWorse() {
        double[] draining = then(windows(2, SICK), 3, 2.5, 2, 1.6, 1.3, 1.0, 0.8);

        assertThat(after(draining).state()).isEqualTo(State.PENDING);
    }

    @Test
    void noFreshDataAtTheDeadlineIsInconclusive() {
        assertThat(after(windows(30, Double.NaN)).state()).isEqualTo(State.INCONCLUSIVE);
    }

    @Test
    void dataThatStoppedIsInconclusiveHoweverGoodItWas() {
        assertThat(after(then(windows(7, WELL), windows(20, Double.NaN))).state())
                .isEqualTo(State.INCONCLUSIVE);
    }

    @Test
    void whatIsOnItsWayBackAtTheDeadlineMayFinishItsRow() {
        double[] late = then(windows(17, SICK), windows(4, WELL));

        assertThat(after(late).state()).isEqualTo(State.PENDING);
        assertThat(after(then(late, WELL, WELL)).state()).isEqualTo(State.HEALED);
    }

    @Test
    void theSameWindowSeenTwiceCountsOnce() {
        Instant later = NOON.plusSeconds(60);
        VerificationProgress once = verifier.observe(
                VerificationProgress.NONE,
                DECISION.trigger(),
                Ward.belief(later, List.of(), WELL).readings(),
                NOON);

        VerificationProgress twice = verifier.observe(
                once, DECISION.trigger(), Ward.belief(later, List.of(), WELL).readings(), NOON);

        assertThat(twice).isEqualTo(once);
    }

    @Test
    void aSignalThatFellHasToRiseAgain() {
        Trigger fallen = new Trigger(
                CART, Ward.LATENCY, KnownSignals.meaning(Ward.LATENCY), Direction.DOWN, 0, new Band(5, 10, 15));

        assertThat(TriggerReading.inside(fallen, 4.9)).isFalse();
        assertThat(TriggerReading.inside(fallen, 5)).isTrue();
        assertThat(TriggerReading.worse(fallen, -6, 2)).isTrue();
    }
}
