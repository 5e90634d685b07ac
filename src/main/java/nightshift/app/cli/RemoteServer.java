package nightshift.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A running server, spoken to over its REST interface.
final class RemoteServer {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8080",
            paramLabel = "URL",
            description = "The running server (default ${DEFAULT-VALUE}).")
    private String url = "";

    @Option(
            names = "--token",
            defaultValue = "${env:NIGHTSHIFT_TOKEN}",
            paramLabel = "TOKEN",
            description = "Bearer token, if the server demands one (default: the variable NIGHTSHIFT_TOKEN).")
    private @Nullable String token;

    /// @param path below `/api/v1`, with its query
    JsonNode get(String path) {
        return answer(request(path).GET().build());
    }

    /// Empty when the server has no such thing.
    ///
    /// @param path below `/api/v1`
    Optional<JsonNode> find(String path) {
        HttpResponse<String> response = send(request(path).GET().build());
        return response.statusCode() == 404 ? Optional.empty() : Optional.of(object(response));
    }

    /// @param path below `/api/v1`
    JsonNode post(String path, Map<String, ?> body) {
        try {
            return answer(request(path)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param path below `/api/v1`, with its query
    JsonNode delete(String path) {
        return answer(request(path).DELETE().build());
    }

    private HttpRequest.Builder request(String path) {
        URI address;
        try {
            address = URI.create(url.replaceAll("/+$", "") + "/api/v1" + path);
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure(ExitCode.USAGE, "--url is not an address: '" + url + "'");
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).header("Accept", "application/json");
        if (token != null && !token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private JsonNode answer(HttpRequest request) {
        return object(send(request));
    }

    private static JsonNode object(HttpResponse<String> response) {
        if (response.statusCode() >= 400) {
            throw new CommandFailure(ExitCode.NOT_DONE, complaint(response));
        }
        try {
            return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
        } catch (JsonProcessingException notJson) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "what answers there is no Nightshift: it sent no JSON");
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build()) {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "no Nightshift answers at " + url + "; start one with './nightshift start' or name it with --url");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ENVIRONMENT, "interrupted while waiting for " + url);
        }
    }

    private static String complaint(HttpResponse<String> response) {
        try {
            JsonNode problem = JSON.readTree(response.body());
            String title = problem.path("title").asText("");
            String detail = problem.path("detail").asText("");
            return "the server says " + response.statusCode() + (title.isEmpty() ? "" : " " + title)
                    + (detail.isEmpty() ? "" : ": " + detail);
        } catch (IOException notJson) {
            return "the server says " + response.statusCode();
        }
    }
}
