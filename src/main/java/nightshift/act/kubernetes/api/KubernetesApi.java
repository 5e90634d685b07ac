package nightshift.act.kubernetes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One request, one answer: it asks the API server once and says what became of it. The client brings address and
/// credentials, whose token it reads anew when the server does not know it; it must not retry by itself. Safe from
/// any thread; a call blocks for its deadline at most, body included.
public final class KubernetesApi {
    private static final int LONGEST_SENTENCE = 400;
    private static final int FORGOTTEN = 401;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final KubernetesClient client;
    private final Duration deadline;

    public KubernetesApi(KubernetesClient client, Duration deadline) {
        this.client = client;
        this.deadline = deadline;
    }

    public ApiReply get(String path) {
        return send(request(path));
    }

    /// @param dryRun whether the server is to go through it all and to keep nothing
    public ApiReply send(Write write, boolean dryRun) {
        String query = "?fieldManager=" + write.manager() + (dryRun ? "&dryRun=All" : "");
        HttpRequest request = request(write.path() + query)
                .method(write.method(), write.contentType(), body(write, dryRun))
                .build();
        return send(request);
    }

    /// Of a deletion the API server reads its options in the body alone where there is one: a dry run that only the
    /// query speaks of deletes.
    private static String body(Write write, boolean dryRun) {
        if (!dryRun || !write.method().equals("DELETE")) {
            return write.body().toString();
        }
        ObjectNode options = write.body().deepCopy();
        options.putArray("dryRun").add("All");
        return options.toString();
    }

    private HttpRequest.Builder request(String path) {
        String server = client.getMasterUrl().toString();
        return client.getHttpClient()
                .newHttpRequestBuilder()
                .uri((server.endsWith("/") ? server.substring(0, server.length() - 1) : server) + path)
                .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    private ApiReply send(HttpRequest.Builder reading) {
        return send(reading.build());
    }

    private ApiReply send(HttpRequest request) {
        CompletableFuture<HttpResponse<String>> exchange =
                client.getHttpClient().sendAsync(request, String.class);
        try {
            return reply(exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            return new ApiReply.Lost(
                    "the API server gave no answer within " + deadline.toSeconds() + " s", Duration.ZERO);
        } catch (ExecutionException failed) {
            return broken(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new ApiReply.Lost("stopped while waiting for the API server", Duration.ZERO);
        } finally {
            exchange.cancel(true);
        }
    }

    private static ApiReply broken(ExecutionException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ConnectException _, HttpConnectTimeoutException _ -> {
                    return new ApiReply.Unheard("the API server can't be reached");
                }
                case Error error -> throw error;
                default -> {}
            }
        }
        Throwable cause = failed.getCause();
        if (cause instanceof IOException || cause instanceof KubernetesClientException) {
            return new ApiReply.Lost("the API server gave no answer: " + cause.getMessage(), Duration.ZERO);
        }
        throw new IllegalStateException("the Kubernetes client failed", failed);
    }

    private ApiReply reply(HttpResponse<String> response) {
        JsonNode body = json(response.body());
        if (response.isSuccessful()) {
            return new ApiReply.Done(body);
        }
        String sentence = sentence(response.code(), body);
        Duration later = retryAfter(response, body);
        return switch (response.code()) {
            case FORGOTTEN -> new ApiReply.Unheard("the API server does not know who asks, the token may have expired");
            case NOT_FOUND -> new ApiReply.Gone(sentence);
            case CONFLICT -> new ApiReply.Conflict(sentence);
            case TOO_MANY -> new ApiReply.Busy(sentence, causes(body), later);
            case UNAVAILABLE, GATEWAY_TIMEOUT -> new ApiReply.Lost(sentence, later);
            default -> new ApiReply.Refused(sentence);
        };
    }

    private JsonNode json(String body) {
        try {
            return body == null || body.isBlank() ? mapper.createObjectNode() : mapper.readTree(body);
        } catch (JsonProcessingException text) {
            return mapper.createObjectNode().put("message", body);
        }
    }

    private static String sentence(int code, JsonNode status) {
        String message = status.path("message").asText("").strip().replaceAll("\\s+", " ");
        String all = message.isEmpty() ? "the API server answered " + code : message + " (" + code + ")";
        StringBuilder more = new StringBuilder(all);
        for (JsonNode cause : status.path("details").path("causes")) {
            if ("DisruptionBudget".equals(cause.path("reason").asText())) {
                more.append(": ").append(cause.path("message").asText());
            }
        }
        return more.length() > LONGEST_SENTENCE ? more.substring(0, LONGEST_SENTENCE) + " ..." : more.toString();
    }

    private static List<String> causes(JsonNode status) {
        List<String> reasons = new ArrayList<>();
        status.path("details")
                .path("causes")
                .forEach(cause -> reasons.add(cause.path("reason").asText()));
        return reasons;
    }

    private static Duration retryAfter(HttpResponse<String> response, JsonNode status) {
        String header = response.header("Retry-After");
        int seconds = status.path("details").path("retryAfterSeconds").asInt(0);
        try {
            return Duration.ofSeconds(header == null ? seconds : Integer.parseInt(header.strip()));
        } catch (NumberFormatException date) {
            return Duration.ofSeconds(seconds);
        }
    }
}
