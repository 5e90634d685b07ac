package nightshift.act.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.act.target.Actuator;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Answers that are none: whatever the verb, nothing is assumed of what happened, and nothing is followed elsewhere.
class OddAnswerTest {
    private enum Odd {
        RESETS(""),
        IS_NOT_JSON(ok("<html>ok</html>")),
        IS_OTHER_JSON(ok("{\"hello\":1}")),
        IS_NESTED_THIRTY_THOUSAND_DEEP(ok("{\"state\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}")),
        IS_A_LIST(ok("[]")),
        IS_LONGER_THAN_ANY_ANSWER(ok(" ".repeat(70_000))),
        HAS_TWO_LENGTHS("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 99\r\n\r\n{}"),
        IS_NO_HTTP("SSH-2.0-OpenSSH_9.6\r\n"),
        IS_EMPTY(ok("")),
        HAS_A_STATE_NOBODY_KNOWS(ok("{\"state\":\"perhaps\"}"));

        private final String bytes;

        Odd(String bytes) {
            this.bytes = bytes;
        }

        private static String ok(String body) {
            return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                    + body;
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsAssumedOfWhatHappened(Odd odd) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                SignedClient client = new SignedClient(InstantSource.system(), Duration.ofSeconds(5))) {
            Thread.ofVirtual().start(() -> serve(socket, odd));
            URI address = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/actions");
            Target all = new Target("*", "*", address, Secret.parse("s"));
            Actuator actuator = new TargetTable(List.of(all), Optional.empty(), client).of(order().action());

            assertThat(actuator.plan(order())).isNotInstanceOf(Actuator.Plan.Possible.class);
            assertThat(List.of(
                            actuator.start(order()),
                            actuator.poll(order()),
                            actuator.undo(order()),
                            actuator.cancel(order())))
                    .allSatisfy(answer -> {
                        assertThat(answer.result()).isEqualTo(ActionResult.UNKNOWN);
                        assertThat(answer.neverArrived()).isFalse();
                        assertThat(answer.detail()).hasSizeLessThan(700);
                    });
        }
    }

    private static void serve(ServerSocket socket, Odd odd) {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                answer(connection, odd);
            } catch (IOException gone) {
                // the caller let go, or the test is over
            }
        }
    }

    private static void answer(Socket connection, Odd odd) throws IOException {
        BufferedReader request = new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
        int length = 0;
        for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        for (int i = 0; i < length; i++) {
            request.read();
        }
        if (odd == Odd.RESETS) {
            connection.setSoLinger(true, 0);
            return;
        }
        connection.getOutputStream().write(odd.bytes.getBytes(ISO_8859_1));
        connection.getOutputStream().flush();
    }

    private static Actuator.Order order() {
        Action scale = new Action("workload.scale", EntityId.service("shop", "cart"), Map.of("by", "1"));
        return new Actuator.Order("d-1", scale, "i-1", "because");
    }
}
