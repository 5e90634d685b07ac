package nightshift.act.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;

/// Sends signed requests and waits for the answer; it never sends one twice by itself. Safe from any thread. One is
/// enough for all targets of a Nightshift.
public final class SignedClient implements AutoCloseable {
    /// More than any answer of the contract needs; what is longer is not read.
    private static final long LONGEST_BODY = 64 * 1024L;

    private final HttpClient http;
    private final InstantSource clock;
    private final Duration timeout;

    /// @param clock the time that requests are stamped with
    /// @param timeout from the request to the whole answer
    public SignedClient(InstantSource clock, Duration timeout) {
        this.clock = clock;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /// @param id becomes `webhook-id`: the receiver does nothing twice for one id
    Reply send(String method, URI address, Secret secret, String id, String body) {
        long timestamp = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", secret.sign(id, timestamp, body))
                .header("content-type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response =
                    http.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_BODY));
            return new Reply.Answered(response.statusCode(), response.body());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            return new Reply.NotSent(address.getAuthority() + " can't be reached");
        } catch (IOException e) {
            return new Reply.NoAnswer(address.getAuthority() + " gave no answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.NoAnswer("stopped while waiting for " + address.getAuthority());
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
