package nightshift.api;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import nightshift.observe.Observer;
import nightshift.observe.otlp.OtlpHttpServer;
import nightshift.observe.otlp.PortUnavailableException;
import nightshift.observe.otlp.request.OtlpConfig;
import nightshift.observe.otlp.request.OtlpIntake;

/// The server's own OTLP port over HTTP on loopback, and who sends to it.
final class OtlpPort implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final OtlpHttpServer server;

    /// @param clock stamps what arrives
    OtlpPort(Observer observer, InstantSource clock) throws PortUnavailableException {
        OtlpConfig config = OtlpConfig.defaults().ports(0, 0);
        server = new OtlpHttpServer(config, new OtlpIntake(config, observer, clock), vertx);
    }

    /// Sends a request; when this returns it is applied, all of it.
    ///
    /// @param path `/v1/metrics` or `/v1/traces`
    void send(String path, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200 || answer.body().length > 0) {
                throw new IllegalStateException(path + " answered " + answer.statusCode() + " with "
                        + answer.body().length + " bytes, expected 200 and nothing refused");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        client.close();
        vertx.close();
    }
}
