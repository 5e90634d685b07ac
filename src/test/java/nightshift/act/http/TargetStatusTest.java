package nightshift.act.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.act.target.Actuator;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each status means for each verb: a target that has no time, or is being rolled out itself, refuses nothing.
class TargetStatusTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private HttpServer server;
    private SignedClient client;
    private volatile int status;
    private volatile String retryAfter = "";

    @BeforeEach
    void open() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            byte[] body = "{\"error\":\"not now\"}".getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            try (exchange) {
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        client = new SignedClient(() -> NOON, Duration.ofSeconds(5));
    }

    @AfterEach
    void close() {
        client.close();
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void whoHasNoTimeIsAskedAgain(int busy) {
        status = busy;

        assertThat(actuator().plan(order())).isInstanceOf(Actuator.Plan.Away.class);
        assertThat(List.of(
                        actuator().start(order()),
                        actuator().poll(order()),
                        actuator().undo(order()),
                        actuator().cancel(order())))
                .allSatisfy(answer -> {
                    assertThat(answer.result()).isEqualTo(ActionResult.UNKNOWN);
                    assertThat(answer.detail()).contains("" + busy).contains("not now");
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 400, 401, 403, 405, 422})
    void aRefusalEndsAPlanAStartAndAnUndo(int refused) {
        status = refused;

        assertThat(actuator().plan(order())).isInstanceOf(Actuator.Plan.Impossible.class);
        assertThat(actuator().start(order()).result()).isEqualTo(ActionResult.FAILED);
        assertThat(actuator().undo(order()).result()).isEqualTo(ActionResult.FAILED);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 404, 405, 422})
    void aCancellingThatIsRefusedSaysNothingOfTheActionItself(int refused) {
        status = refused;

        Actuator.Answer answer = actuator().cancel(order());

        assertThat(answer.result()).isEqualTo(ActionResult.IN_PROGRESS);
        assertThat(answer.detail()).contains("can't be cancelled").contains("" + refused);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10",
        "0, 0",
        "86400, 3600",
        "'Sun, 01 Mar 2026 12:00:30 GMT', 30",
        "'Sun, 01 Mar 2026 11:00:00 GMT', 0",
        "-5, 0",
        "soon, 0",
        "99999999999999999999, 0",
        "'', 0"
    })
    void itsTimeIsKept(String header, long seconds) {
        status = 503;
        retryAfter = header;

        assertThat(actuator().plan(order()))
                .isInstanceOfSatisfying(
                        Actuator.Plan.Away.class,
                        away -> assertThat(away.retryAfter()).isEqualTo(Duration.ofSeconds(seconds)));
        assertThat(actuator().start(order()).retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    }

    private Actuator actuator() {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/actions");
        Target all = new Target("*", "*", address, Secret.parse("s"));
        return new TargetTable(List.of(all), Optional.empty(), client).of(order().action());
    }

    private static Actuator.Order order() {
        Action scale = new Action("workload.scale", EntityId.service("shop", "cart"), Map.of("by", "1"));
        return new Actuator.Order("d-1", scale, "i-1", "because");
    }
}
