package nightshift.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import nightshift.app.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingPageTest {
    /// Enough that a close which does not wait for the port is caught by one of them.
    private static final int STARTS = 200;

    @TempDir
    private Path data;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        vertx.close();
    }

    @Test
    void aStartWithALongPastIsAliveAndNotReadyAndMakesRoomForTheServer() throws Exception {
        // Given
        int port = freePort();
        store(StartingPage.LONG_BYTES);

        // When
        try (StartingPage page = StartingPage.open(vertx, ports(port), data)) {
            HttpResponse<String> live = get(port, "/q/health/live");
            HttpResponse<String> ready = get(port, "/q/health/ready");

            // Then
            assertThat(page).isNotNull();
            assertThat(live.statusCode()).isEqualTo(200);
            assertThat(live.body()).contains("starting", "UP");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("starting", "DOWN");
        }
        new ServerSocket(port).close();
    }

    @Test
    void thePortIsTheServersAtOnceHoweverBusyTheMachine() throws Exception {
        store(StartingPage.LONG_BYTES);
        for (int start = 0; start < STARTS; start++) {
            // Given a page that somebody has just asked, so that a connection is open while it closes
            int port = freePort();
            try (StartingPage page = StartingPage.open(vertx, ports(port), data)) {
                assertThat(page).isNotNull();
                get(port, "/q/health/live");
            }

            // When, Then
            new ServerSocket(port).close();
        }
    }

    @Test
    void aStartWithAShortPastListensWhenItIsThere() throws Exception {
        int port = freePort();
        store(StartingPage.LONG_BYTES - 1);
        try (StartingPage page = StartingPage.open(vertx, ports(port), data)) {
            assertThat(page).isNotNull();
            assertThatThrownBy(() -> get(port, "/q/health/live")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aPortThatIsTakenIsLeftToTheServerToRefuse() throws Exception {
        store(StartingPage.LONG_BYTES);
        try (ServerSocket taken = new ServerSocket(0);
                StartingPage page = StartingPage.open(vertx, ports(taken.getLocalPort()), data)) {
            assertThat(page).isNotNull();
        }
    }

    private void store(long bytes) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(data.resolve("windows.db").toFile(), "rw")) {
            file.setLength(bytes);
        }
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Settings.Ports ports(int http) {
        return new Settings.Ports("127.0.0.1", 0, 0, http);
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }
}
