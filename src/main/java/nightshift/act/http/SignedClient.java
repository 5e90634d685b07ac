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
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends signed requests and waits for the answer; it never sends one twice by itself. Safe from any thread. One is
/// enough for all targets of a Nightshift.
///
/// A call has one deadline from the first byte sent to the last byte read. The client's own time-out ends with the
/// headers, so that a target that sends its body a byte at a time would hold a call for as long as it likes: here the
/// exchange is cancelled and its connection closed, whatever it waits for.
public final class SignedClient implements AutoCloseable {
    /// Until the whole answer is there: what a target is to do in that time is to say that it has begun.
    public static final Duration DEADLINE = Duration.ofSeconds(10);

    /// More than any answer of the contract needs; what is longer is not read.
    private static final long LONGEST_BODY = 64 * 1024L;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;
    private final InstantSource clock;
    private final Duration deadline;

    /// @param clock the time that requests are stamped with
    /// @param deadline of a call, body included; to connect, half of it, so that "not sent" can be told from
    ///     "no answer"
    public SignedClient(InstantSource clock, Duration deadline) {
        this.clock = clock;
        this.deadline = deadline;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(deadline.dividedBy(2))
                .executor(threads)
                .build();
    }

    /// @param id becomes `webhook-id`: the receiver does nothing twice for one id
    Reply send(String method, URI address, Secret secret, String id, String body) {
        long timestamp = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(deadline)
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", secret.sign(id, timestamp, body))
                .header("content-type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return exchange(request, address);
    }

    /// To who takes no signature.
    Reply post(URI address, String body) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(deadline)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return exchange(request, address);
    }

    /// The time that requests are stamped with.
    Instant now() {
        return clock.instant();
    }

    private Reply exchange(HttpRequest request, URI address) {
        CompletableFuture<HttpResponse<String>> exchange =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_BODY));
        try {
            HttpResponse<String> response = exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            Duration later = RetryAfter.of(response.headers(), clock.instant());
            return new Reply.Answered(response.statusCode(), response.body(), later);
        } catch (TimeoutException late) {
            return overdue(address);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            return lost(cause == null ? failed : cause, address);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Reply.NoAnswer("stopped while waiting for " + address.getAuthority());
        } finally {
            exchange.cancel(true);
        }
    }

    private Reply lost(Throwable cause, URI address) {
        return switch (cause) {
            case ConnectException _, HttpConnectTimeoutException _ ->
                new Reply.NotSent(address.getAuthority() + " can't be reached");
            case HttpTimeoutException _ -> overdue(address);
            case IOException broken -> new Reply.NoAnswer(address.getAuthority() + " gave no answer: " + broken);
            case Error error -> throw error;
            default -> throw new IllegalStateException("the HTTP client failed on " + address.getAuthority(), cause);
        };
    }

    private Reply overdue(URI address) {
        return new Reply.Overdue(
                address.getAuthority() + " gave no whole answer within " + deadline.toMillis() + " ms");
    }

    /// Cancels every call that is out; each of them ends with "no answer".
    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
