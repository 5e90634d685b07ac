package nightshift.act.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nightshift.act.target.Actuator;
import nightshift.act.target.ActuatorTable;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.ActionType;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a target does with its answer, a call ends at its deadline and lets its connection go.
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallDeadlineTest {
    private static final Duration DEADLINE = Duration.ofMillis(300);
    private static final Secret SECRET = Secret.parse("s");
    private static final EntityId CART = EntityId.service("shop", "cart");

    private enum Verb {
        START,
        POLL,
        UNDO,
        CANCEL
    }

    static Stream<Arguments> calls() {
        return Stream.of(BadTarget.Way.values())
                .flatMap(way -> Stream.of(Verb.values()).map(verb -> Arguments.of(verb, way)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aCallThatIsNotAnsweredWholeIsUnknown(Verb verb, BadTarget.Way way) throws Exception {
        // Given
        try (BadTarget target = new BadTarget(way);
                SignedClient client = new SignedClient(InstantSource.system(), DEADLINE)) {
            Actuator actuator = table(target, client).of(order("workload.scale").action());

            // When
            Actuator.Answer answer = call(actuator, verb);

            // Then
            assertThat(answer.result()).isEqualTo(ActionResult.UNKNOWN);
            assertThat(answer.neverArrived()).isFalse();
            assertThat(answer.detail()).contains("gave no whole answer within 300 ms");
            assertThat(target.wasReleased()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPlanThatIsNotAnsweredWholeMayBeAskedForAgain(BadTarget.Way way) throws Exception {
        // Given
        try (BadTarget target = new BadTarget(way);
                SignedClient client = new SignedClient(InstantSource.system(), DEADLINE)) {
            Actuator actuator = table(target, client).of(order("workload.scale").action());

            // When
            Actuator.Plan plan = actuator.plan(order("workload.scale"));

            // Then
            assertThat(plan).isInstanceOf(Actuator.Plan.Away.class);
            assertThat(plan.detail()).contains("gave no whole answer within 300 ms");
            assertThat(target.wasReleased()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPageThatIsNotAnsweredWholeIsUnknown(BadTarget.Way way) throws Exception {
        // Given
        try (BadTarget target = new BadTarget(way);
                SignedClient client = new SignedClient(InstantSource.system(), DEADLINE)) {
            WebhookPager pager = new WebhookPager(target.address(), PageForm.NIGHTSHIFT, "s", client);

            // When
            Actuator.Answer answer = pager.deliver(order(ActionType.ESCALATE));

            // Then
            assertThat(answer.result()).isEqualTo(ActionResult.UNKNOWN);
            assertThat(target.wasReleased()).isTrue();
        }
    }

    @Test
    void aCallThatIsInterruptedEndsAtOnceAndLetsItsConnectionGo() throws Exception {
        // Given
        try (BadTarget target = new BadTarget(BadTarget.Way.DRIPS_BODY);
                SignedClient client = new SignedClient(InstantSource.system(), Duration.ofHours(1))) {
            Actuator actuator = table(target, client).of(order("workload.scale").action());
            Thread caller = Thread.ofVirtual().start(() -> actuator.start(order("workload.scale")));
            assertThat(target.wasAsked()).isTrue();

            // When
            caller.interrupt();

            // Then
            caller.join();
            assertThat(target.wasReleased()).isTrue();
        }
    }

    @Test
    void theDeadlineIsTenSeconds() {
        assertThat(SignedClient.DEADLINE).isEqualTo(Duration.ofSeconds(10));
    }

    private static ActuatorTable table(BadTarget target, SignedClient client) throws IOException {
        return new TargetTable(List.of(new Target("*", "*", target.address(), SECRET)), Optional.empty(), client);
    }

    private static Actuator.Answer call(Actuator actuator, Verb verb) {
        Actuator.Order order = order("workload.scale");
        return switch (verb) {
            case START -> actuator.start(order);
            case POLL -> actuator.poll(order);
            case UNDO -> actuator.undo(order);
            case CANCEL -> actuator.cancel(order);
        };
    }

    private static Actuator.Order order(String type) {
        return new Actuator.Order("d-1", new Action(type, CART, Map.of("summary", "x")), "i-1", "because");
    }
}
