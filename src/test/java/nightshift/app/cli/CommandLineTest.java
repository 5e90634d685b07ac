package nightshift.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;
import nightshift.journal.database.JournalException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private record Said(int code, String out, String err) {}

    @Test
    void anUnknownCommandIsWrongUsage() {
        assertThat(say("heal-everything").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void helpNamesEveryCommand() {
        assertThat(say("--help").out())
                .contains(
                        "demo",
                        "start",
                        "check",
                        "scenario",
                        "score",
                        "replay",
                        "bench",
                        "models",
                        "journal",
                        "decisions",
                        "holds",
                        "incidents",
                        "series",
                        "show",
                        "approve",
                        "reject",
                        "pause",
                        "resume",
                        "test");
    }

    @Test
    void withoutARunningServerOneSentenceSaysSo() {
        // When
        Said said = say("decisions", "--url", "http://127.0.0.1:1");

        // Then
        assertThat(said.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(said.err().lines()).hasSize(1);
        assertThat(said.err()).contains("no Nightshift answers at http://127.0.0.1:1", "./nightshift start");
    }

    @Test
    void eachPortThatIsInUseIsNamedWithItsKeyBeforeAnythingListens() throws IOException {
        List<String> keys = List.of("nightshift.otlp.grpc.port", "nightshift.otlp.http.port", "nightshift.http.port");
        for (String taken : keys) {
            try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                // Given
                Path file = directory.resolve("settings");
                Files.writeString(file, "nightshift.directories.data=" + directory.resolve("data") + "\n");
                for (String key : keys) {
                    int port = key.equals(taken) ? other.getLocalPort() : 0;
                    Files.writeString(file, key + "=" + port + "\n", StandardOpenOption.APPEND);
                }

                // When
                Said said = say("start", "--config", file.toString());

                // Then
                assertThat(said.code()).isEqualTo(ExitCode.ENVIRONMENT);
                assertThat(said.err().lines()).hasSize(1);
                assertThat(said.err()).contains(taken + " = " + other.getLocalPort() + ": ", "another port");
                assertThat(directory.resolve("data")).doesNotExist();
            }
        }
    }

    @Test
    void aCommandGoesWhereTheConfigurationHasTheServerAndFlagsWin() throws IOException {
        List<String> received = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        Path file = directory.resolve("settings");
        try {
            // Given a server whose port and token were changed in its file
            Files.writeString(file, "nightshift.http.port=" + port + "\nnightshift.token=kim:a-secret-of-kims-own\n");

            // When
            Said listed = say("incidents", "--config", file.toString());
            Said ordered = say("pause", "--config", file.toString());
            Said flagged = say("pause", "--config", file.toString(), "--token", "another");
            Said elsewhere = say("incidents", "--config", file.toString(), "--url", "http://127.0.0.1:1");

            // Then
            assertThat(listed.code()).isEqualTo(ExitCode.OK);
            assertThat(ordered.code()).isEqualTo(ExitCode.OK);
            assertThat(flagged.code()).isEqualTo(ExitCode.OK);
            assertThat(elsewhere.err()).contains("no Nightshift answers at http://127.0.0.1:1");
            assertThat(received)
                    .containsExactly(
                            "GET Bearer a-secret-of-kims-own",
                            "POST Bearer a-secret-of-kims-own",
                            "POST Bearer another");

            // And in whose name an order is given is not guessed
            Files.writeString(
                    file,
                    "nightshift.http.port=" + port
                            + "\nnightshift.token=kim:a-secret-of-kims-own,lee:a-secret-of-lees-own\n");
            assertThat(say("pause", "--config", file.toString()).err()).contains("whose order", "--token");
            assertThat(say("incidents", "--config", file.toString()).code()).isEqualTo(ExitCode.OK);
            assertThat(received).hasSize(4).last().isEqualTo("GET null");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aPortThatTheServerTookByItselfMustBeNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("settings"), "nightshift.http.port=0\n");

        assertThat(say("incidents", "--config", file.toString()).err()).contains("name it with --url");
    }

    @Test
    void aWrongConfigurationEndsAStartWithAllItsMistakes() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("settings"), "nightshift.turn=fast\nnightshift.tokn=hush\n");

        // When
        Said said = say("start", "--config", file.toString());

        // Then
        assertThat(said.code()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err())
                .contains("nightshift.turn = fast (from " + file + ":1)", "nightshift.tokn (from " + file + ":2)")
                .doesNotContain("hush");
    }

    @Test
    void aWorldThatIsNotInTheExamIsWrongUsage() {
        assertThat(say("score", "--worlds", "0").err()).contains("expected --worlds of 1 or more, got 0");
        assertThat(say("score", "--worlds", "3", "--only", "4").err()).contains("expected --only of 1 to 3, got 4");
        assertThat(say("score", "--worlds", "3", "--only", "4").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aRecordingThatIsNotThereIsNamed() {
        // When
        Said said = say("replay", directory.resolve("gone.otlp.zst").toString());

        // Then
        assertThat(said.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(said.err()).contains("gone.truth.json");
    }

    @Test
    void aSeedMayBeHexDigitsAndNothingElseButANumber() {
        assertThat(say("score", "--worlds", "3", "--seed", "0xcafe", "--only", "9")
                        .err())
                .contains("--only");
        assertThat(say("score", "--worlds", "3", "--seed", "cafe").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aBrokenRuleIsNamedWithFileAndLine() throws IOException {
        // Given
        Files.createDirectories(directory.resolve("healing"));
        Files.writeString(
                directory.resolve("healing/broken.drl"),
                "rule \"x\"\nwhen\n  Anomaly( signall == \"a\" )\nthen\nend\n");

        // When
        Said said = say("check", directory.toString());

        // Then
        assertThat(said.code()).isEqualTo(ExitCode.NOT_DONE);
        assertThat(said.out()).contains("healing/broken.drl:");
    }

    @Test
    void theShippedRulesAndScenariosPassTheirCheckAndJsonIsOneObject() throws IOException {
        // When
        Said said = say("check", "--json");

        // Then
        JsonNode answer = JSON.readTree(said.out());
        assertThat(said.code()).isEqualTo(ExitCode.OK);
        assertThat(answer.path("ok").asBoolean()).isTrue();
        assertThat(answer.path("rules").size()).isGreaterThanOrEqualTo(6);
    }

    @Test
    void ordersAreSentWithTheirReasonAndTheServersComplaintIsPassedOn() throws IOException {
        // Given
        List<String> received = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] problem = "{\"title\":\"Not Found\",\"detail\":\"no decision d1\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(404, problem.length);
            exchange.getResponseBody().write(problem);
            exchange.close();
        });
        server.start();
        try {
            // When
            Said said = say(
                    "approve",
                    "d1",
                    "--reason",
                    "looked at it",
                    "--url",
                    "http://127.0.0.1:" + server.getAddress().getPort());

            // Then
            assertThat(received).singleElement().asString().contains("/api/v1/decisions/d1/approve", "looked at it");
            assertThat(said.code()).isEqualTo(ExitCode.NOT_DONE);
            assertThat(said.err()).contains("404 Not Found: no decision d1");
        } finally {
            server.stop(0);
        }
    }

    private static Said say(String... words) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream heardOut = new ByteArrayOutputStream();
        ByteArrayOutputStream heardErr = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(heardOut, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(heardErr, true, StandardCharsets.UTF_8));
            int code = NightshiftCommand.execute(words);
            return new Said(code, heardOut.toString(StandardCharsets.UTF_8), heardErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @Test
    void whyAStartFailedIsToldInTheSentenceThatIsWrittenForPeople() {
        // Given
        Exception driver = new IllegalStateException("[SQLITE_CORRUPT] malformed");
        Exception journal =
                new JournalException(JournalException.Reason.DAMAGED, "The journal is damaged. Move it away.", driver);

        // Then
        assertThat(StartCommand.sentence(new IllegalStateException("Failed to start", journal)))
                .isEqualTo("The journal is damaged. Move it away.");
        assertThat(StartCommand.sentence(new IllegalStateException("Failed to start", driver)))
                .isEqualTo("[SQLITE_CORRUPT] malformed");
    }

    @Test
    void aPortThatIsTakenWhileTheServerStartsIsNamedWithItsKeyToo() {
        BindException taken = new BindException("Address already in use: 127.0.0.1:8080");
        CommandFailure otlp = new CommandFailure(ExitCode.ENVIRONMENT, "nightshift.otlp.grpc.port: it is in use");

        assertThat(StartCommand.sentence(new IllegalStateException("Failed to start", taken)))
                .isEqualTo("nightshift.http.port: Address already in use: 127.0.0.1:8080");
        assertThat(StartCommand.code(new IllegalStateException("Failed to start", taken)))
                .isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(StartCommand.sentence(new IllegalStateException("Failed to start", otlp)))
                .isEqualTo("nightshift.otlp.grpc.port: it is in use");
        assertThat(StartCommand.code(new IllegalStateException("Failed to start", otlp)))
                .isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(StartCommand.code(new IllegalStateException("Failed to start")))
                .isEqualTo(ExitCode.USAGE);
    }
}
