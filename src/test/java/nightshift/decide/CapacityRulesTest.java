package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.CPU;
import static nightshift.decide.Scene.DURATION;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.RATE;
import static nightshift.decide.Scene.above;
import static nightshift.decide.Scene.cause;
import static nightshift.decide.Scene.change;
import static nightshift.decide.Scene.deployment;
import static nightshift.decide.Scene.incident;
import static nightshift.decide.Scene.rising;
import static nightshift.decide.Scene.since;
import static nightshift.decide.Scene.times;
import static nightshift.decide.Scene.with;
import static nightshift.decide.Scene.without;
import static nightshift.decide.ShippedRules.miss;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nightshift.fact.Action;
import nightshift.fact.Breach;
import nightshift.fact.Cause;
import nightshift.fact.ChangeKind;
import nightshift.fact.Fact;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The shipped rules on services of which there are too few.
@Tag("rules")
class CapacityRulesTest {
    @AutoClose
    private static final ShippedRules RULES = new ShippedRules();

    private static final Duration TEN = Duration.ofMinutes(10);

    @Test
    void anExhaustedCpuUnderMoreLoadIsScaledUp() {
        // When
        List<Decision> decisions = RULES.decide(exhaustedCpu());

        // Then
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo("cpu-scale-up");
            assertThat(decision.action()).isEqualTo(new Action("workload.scale", CART, Map.of("by", "2")));
        });
    }

    @Test
    void anOldChangeDoesNotKeepFromScaling() {
        // Given
        List<Fact> facts = with(exhaustedCpu(), deployment(CART, NOON.minus(Duration.ofMinutes(31))));

        // When, Then
        assertThat(RULES.decide(facts)).hasSize(1);
    }

    @Test
    void anotherNumberOfReplicasAndARestartDoNotKeepFromScaling() {
        // Given
        List<Fact> facts = with(exhaustedCpu(), change(ChangeKind.SCALING, "ci"), change(ChangeKind.RESTART, "ci"));

        // When, Then
        assertThat(RULES.decide(facts)).hasSize(1);
    }

    @Test
    void loadThatExplainsHalfOfWhatIsUsedIsEnoughToScale() {
        // Given
        List<Fact> facts = with(without(without(exhaustedCpu(), CPU), RATE), busyTimes(4), loadTimes(2));

        // When, Then
        assertThat(RULES.decide(facts))
                .singleElement()
                .satisfies(decision -> assertThat(decision.rule().id()).isEqualTo("cpu-scale-up"));
    }

    static Stream<Arguments> nearMisses() {
        EntityId payment = EntityId.service("shop", "payment");
        return Stream.of(
                miss(
                        "the CPU has not been busy for ten minutes",
                        with(without(exhaustedCpu(), Breach.class), above(CART, CPU, 0.9, TEN.minusSeconds(10)))),
                miss("nobody feels the busy CPU", without(exhaustedCpu(), DURATION)),
                miss("the CPU is always that busy", without(exhaustedCpu(), CPU)),
                miss(
                        "a neighbour makes it slow",
                        with(without(exhaustedCpu(), Cause.class), cause(CART, 0.3), cause(payment, 0.6))),
                miss("a surge keeps no CPU busy", without(exhaustedCpu(), Breach.class)),
                miss(
                        "the workload was changed half an hour ago",
                        with(exhaustedCpu(), deployment(CART, NOON.minus(Duration.ofMinutes(30))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void nearMisses(String why, List<Fact> facts) {
        // When, Then
        assertThat(RULES.decide(facts)).as(why).isEmpty();
    }

    @Test
    void aBusyCpuUnderNoMoreLoadThanUsualIsNotScaledButARestartIsAskedFor() {
        // Given
        List<Fact> facts = without(exhaustedCpu(), RATE);

        // When, Then
        assertThat(RULES.decide(facts)).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo("busy-process-restart");
            assertThat(decision.disposition()).isEqualTo(Disposition.AWAIT_APPROVAL);
        });
    }

    @Test
    void aBusyCpuOfWhichMoreLoadExplainsLessThanHalfIsNotScaledButARestartIsAskedFor() {
        // Given
        List<Fact> facts = with(without(without(exhaustedCpu(), CPU), RATE), busyTimes(4.4), loadTimes(1.4));

        // When, Then
        assertThat(RULES.decide(facts))
                .singleElement()
                .satisfies(decision -> assertThat(decision.rule().id()).isEqualTo("busy-process-restart"));
    }

    private static Fact busyTimes(double times) {
        return times(times, since(rising(CART, CPU, 0.99), NOON.minus(TEN)));
    }

    private static Fact loadTimes(double times) {
        return times(times, rising(CART, RATE, 0.97));
    }

    private static List<Fact> exhaustedCpu() {
        return List.of(
                incident(),
                times(2, rising(CART, DURATION, 0.98)),
                rising(CART, RATE, 0.97),
                since(rising(CART, CPU, 0.99), NOON.minus(TEN)),
                above(CART, CPU, 0.9, TEN),
                cause(CART, 0.8));
    }
}
