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
import java.util.Set;
import nightshift.api.access.Tokens;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;
import nightshift.app.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A running server, spoken to over its REST interface.
final class RemoteServer {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The running server (default: where the configuration has it, else http://127.0.0.1:8080).")
    private @Nullable String url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = {
                "Bearer token, if the server demands one (default: that of the configuration,",
                "or with --url the variable NIGHTSHIFT_TOKEN)."
            })
    private @Nullable String token;

    @Mixin
    private ConfigOption config = new ConfigOption();

    private @Nullable Address found;

    /// One that is known to be there and demands no token.
    static RemoteServer at(String url) {
        RemoteServer server = new RemoteServer();
        server.found = new Address(url, Set.of());
        return server;
    }

    /// Where the server is, and what it may be told by.
    ///
    /// @param tokens more than one when each person has one
    private record Address(String url, Set<String> tokens) {}

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
        ofOnePerson();
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
        ofOnePerson();
        return answer(request(path).DELETE().build());
    }

    private void ofOnePerson() {
        if (token == null && address().tokens().size() > 1) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "nightshift.token has a secret for each of some people; say whose order it is with --token");
        }
    }

    private Address address() {
        Address known = found;
        if (known == null) {
            known = url == null ? configured(config.settings()) : new Address(url, variable());
            found = known;
        }
        return known;
    }

    /// Another server is told no token of this one's configuration.
    private static Set<String> variable() {
        String variable = System.getenv("NIGHTSHIFT_TOKEN");
        return variable == null || variable.isEmpty() ? Set.of() : Set.of(variable);
    }

    private static Address configured(Settings settings) {
        Settings.Ports ports = settings.ports();
        if (ports.http() == 0) {
            throw new CommandFailure(
                    ExitCode.USAGE, "nightshift.http.port is 0, so the server took a free port: name it with --url");
        }
        String host = switch (ports.host()) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::", "[::]" -> "[::1]";
            default ->
                ports.host().indexOf(':') >= 0 && !ports.host().startsWith("[")
                        ? "[" + ports.host() + "]"
                        : ports.host();
        };
        return new Address(
                "http://" + host + ":" + ports.http(),
                Tokens.parse(settings.access().token().orElse("")).secrets());
    }

    private HttpRequest.Builder request(String path) {
        URI address;
        try {
            address = URI.create(address().url().replaceAll("/+$", "") + "/api/v1" + path);
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure(ExitCode.USAGE, "--url is not an address: '" + url + "'");
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).header("Accept", "application/json");
        Set<String> tokens = token == null ? address().tokens() : Set.of(token);
        if (tokens.size() == 1 && !tokens.contains("")) {
            request.header("Authorization", "Bearer " + tokens.iterator().next());
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
        String where = address().url();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build()) {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "no Nightshift answers at " + where
                            + "; start one with './nightshift start' or name it with --url");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ENVIRONMENT, "interrupted while waiting for " + where);
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
