package nightshift.act.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.act.target.Actuator;
import nightshift.act.target.ActuatorTable;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpActuatorTest {
    private static final String SECRET = "whsec_" + "c2VjcmV0LW9mLXRoZS1zaG9w";

    @TempDir
    private Path directory;

    private Path log;
    private Receiver receiver;
    private SignedClient client;

    @BeforeEach
    void open() throws IOException {
        log = directory.resolve("effects");
        receiver = new Receiver(log, Secret.parse(SECRET));
        client = new SignedClient(() -> Instant.parse("2026-03-01T12:00:00Z"), Duration.ofSeconds(2));
    }

    @AfterEach
    void close() {
        client.close();
        receiver.close();
    }

    private Actuator actuator(String secret) {
        return table(secret).of(order("").action());
    }

    private ActuatorTable table(String secret) {
        Target cart = Target.parse(
                "nightshift.targets[0]",
                "cart",
                "workload.*",
                receiver.address().toString(),
                secret);
        return new TargetTable(List.of(cart), Optional.empty(), client);
    }

    private static Actuator.Order order(String behave) {
        Action scale =
                new Action("workload.scale", EntityId.service("shop", "cart"), Map.of("by", "1", "behave", behave));
        return new Actuator.Order("d-1", scale, "i-1", "because");
    }

    @Test
    void aPlanChangesNothingAndTellsTheInverse() throws IOException {
        Actuator.Plan plan = actuator(SECRET).plan(order(""));

        Action back = new Action("workload.scale", EntityId.service("shop", "cart"), Map.of("by", "-1"));
        assertThat(plan)
                .isInstanceOfSatisfying(
                        Actuator.Plan.Possible.class,
                        possible -> assertThat(possible.inverse()).contains(back));
        assertThat(Receiver.effects(log)).isEmpty();
    }

    @Test
    void anActionIsDoneOnceForOneId() throws IOException {
        Actuator actuator = actuator(SECRET);

        assertThat(actuator.start(order("")).result()).isEqualTo(ActionResult.SUCCEEDED);
        assertThat(actuator.start(order("")).result()).isEqualTo(ActionResult.SUCCEEDED);

        assertThat(Receiver.effects(log)).containsExactly("d-1");
    }

    @Test
    void whatTakesTimeIsPolledById() {
        Actuator actuator = actuator(SECRET);

        assertThat(actuator.start(order("running")).result()).isEqualTo(ActionResult.IN_PROGRESS);
        assertThat(actuator.poll(order("")).result()).isEqualTo(ActionResult.IN_PROGRESS);
        assertThat(actuator.poll(order("")).result()).isEqualTo(ActionResult.SUCCEEDED);
    }

    @Test
    void aBrokenConnectionIsUnknownWhetherItHappenedOrNot() throws IOException {
        Actuator actuator = actuator(SECRET);

        assertThat(actuator.start(order("drop-before")).result()).isEqualTo(ActionResult.UNKNOWN);
        assertThat(actuator.poll(order("")).neverArrived()).isTrue();
        assertThat(Receiver.effects(log)).isEmpty();
    }

    @Test
    void anAnswerThatIsLostIsFoundByAsking() {
        Actuator actuator = actuator(SECRET);

        Actuator.Answer lost = actuator.start(order("drop-after"));

        assertThat(lost.result()).isEqualTo(ActionResult.UNKNOWN);
        assertThat(lost.neverArrived()).isFalse();
        assertThat(actuator.poll(order("")).result()).isEqualTo(ActionResult.SUCCEEDED);
    }

    @Test
    void aTimeoutIsUnknown() {
        assertThat(actuator(SECRET).start(order("hold")).result()).isEqualTo(ActionResult.UNKNOWN);
    }

    @Test
    void aRefusalIsFailed() {
        Actuator.Answer refused = actuator(SECRET).start(order("refuse"));

        assertThat(refused.result()).isEqualTo(ActionResult.FAILED);
        assertThat(refused.detail()).contains("422").contains("no such pool");
    }

    @Test
    void aServerErrorIsUnknown() {
        assertThat(actuator(SECRET).start(order("fail")).result()).isEqualTo(ActionResult.UNKNOWN);
    }

    @Test
    void whatWasNeverConnectedCannotHaveHappenedButAQuestionTellsNothing() {
        Actuator actuator = actuator(SECRET);
        receiver.close();

        Actuator.Answer sent = actuator.start(order(""));
        Actuator.Answer asked = actuator.poll(order(""));

        assertThat(sent.neverArrived()).isTrue();
        assertThat(asked.neverArrived()).isFalse();
        assertThat(asked.result()).isEqualTo(ActionResult.UNKNOWN);
        assertThat(actuator.plan(order(""))).isInstanceOf(Actuator.Plan.Away.class);
    }

    @Test
    void anUndoIsDoneOnceAndAskedForByItsOwnId() throws IOException {
        Actuator actuator = actuator(SECRET);
        actuator.start(order(""));

        assertThat(actuator.undo(order("")).result()).isEqualTo(ActionResult.SUCCEEDED);
        actuator.undo(order(""));

        Actuator.Order undo = new Actuator.Order("d-1-undo", order("").action(), "i-1", "because");
        assertThat(actuator.poll(undo).result()).isEqualTo(ActionResult.SUCCEEDED);
        assertThat(Receiver.effects(log)).containsExactly("d-1", "d-1-undo");
    }

    @Test
    void aWrongSecretIsRefusedByTheReceiver() {
        Actuator.Answer answer = actuator("whsec_d3Jvbmc=").start(order(""));

        assertThat(answer.result()).isEqualTo(ActionResult.FAILED);
        assertThat(answer.detail()).contains("401");
    }

    @Test
    void theSignatureIsThatOfStandardWebhooks() {
        // The example of the specification's reference libraries.
        Secret secret = Secret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        String signature = secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}");

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void anActionWithoutATargetIsRefusedWithTheKeyToSet() {
        Action elsewhere = new Action("pool.recycle", EntityId.service("shop", "payment"), Map.of());
        Actuator none = table(SECRET).of(elsewhere);

        assertThat(none.validate(elsewhere).orElseThrow())
                .contains("pool.recycle")
                .contains("payment")
                .contains("nightshift.targets[1]");
    }

    @Test
    void aWrongLineNamesKeyAndExpectationAndNeverTheSecret() {
        assertThatThrownBy(() -> Target.parse("nightshift.targets[0]", "cart", "*", "cart:80", SECRET))
                .hasMessageContaining("nightshift.targets[0].address")
                .hasMessageContaining("cart:80")
                .hasMessageContaining("http://");
        assertThatThrownBy(() -> Target.parse("nightshift.targets[0]", "cart", "*", "http://a", "whsec_*hush*"))
                .hasMessageContaining("nightshift.targets[0].secret")
                .message()
                .doesNotContain("hush");
        Target whole = Target.parse("k", "cart", "*", "http://a", "hush-hush");
        assertThat(whole.toString()).doesNotContain("hush");
    }

    @Test
    void patternsMatchWithStars() {
        Action restart = new Action("workload.restart", EntityId.service("shop", "cart"), Map.of());

        assertThat(target("*", "*").takes(restart)).isTrue();
        assertThat(target("c*t", "workload.*").takes(restart)).isTrue();
        assertThat(target("cart", "workload.scale").takes(restart)).isFalse();
        assertThat(target("car", "*").takes(restart)).isFalse();
    }

    private static Target target(String service, String action) {
        return new Target(service, action, URI.create("http://a"), Secret.parse("x"));
    }
}
