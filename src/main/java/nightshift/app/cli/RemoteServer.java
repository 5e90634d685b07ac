package nightshift.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
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

    static {
        System.setProperty("sun.net.http.retryPost", "false"); // an order is given once
    }

    private static final Duration CONNECTED = Duration.ofSeconds(3);
    private static final Duration ANSWERED = Duration.ofSeconds(10);

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
        return object(send("GET", path, null));
    }

    /// Empty when the server has no such thing.
    ///
    /// @param path below `/api/v1`
    Optional<JsonNode> find(String path) {
        Response response = send("GET", path, null);
        return response.status() == 404 ? Optional.empty() : Optional.of(object(response));
    }

    /// @param path below `/api/v1`
    JsonNode post(String path, Map<String, ?> body) {
        ofOnePerson();
        try {
            return object(send("POST", path, JSON.writeValueAsString(body)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param path below `/api/v1`, with its query
    JsonNode delete(String path) {
        ofOnePerson();
        return object(send("DELETE", path, null));
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
            known = url == null ? configured() : new Address(url, variable());
            found = known;
        }
        return known;
    }

    /// Another server is told no token of this one's configuration.
    private static Set<String> variable() {
        String variable = System.getenv("NIGHTSHIFT_TOKEN");
        return variable == null || variable.isEmpty() ? Set.of() : Set.of(variable);
    }

    private Address configured() {
        return config.unwritten() ? at(Settings.DEFAULT_PORTS, Set.of()) : configured(config.settings());
    }

    private static Address configured(Settings settings) {
        return at(
                settings.ports(),
                Tokens.parse(settings.access().token().orElse("")).secrets());
    }

    private static Address at(Settings.Ports ports, Set<String> tokens) {
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
        return new Address("http://" + host + ":" + ports.http(), tokens);
    }

    /// What came back.
    private record Response(int status, String body) {}

    private static JsonNode object(Response response) {
        if (response.status() >= 400) {
            throw new CommandFailure(ExitCode.NOT_DONE, complaint(response));
        }
        try {
            return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
        } catch (JsonProcessingException notJson) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "what answers there is no Nightshift: it sent no JSON");
        }
    }

    /// One request by the oldest client there is: one that is made for many at a time costs a question more than all
    /// the rest of it.
    private Response send(String method, String path, @Nullable String body) {
        try {
            HttpURLConnection connection = connection(path);
            connection.setRequestMethod(method);
            if (body != null) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json");
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(body.getBytes(UTF_8));
                }
            }
            int status = connection.getResponseCode();
            try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
                return new Response(status, in == null ? "" : new String(in.readAllBytes(), UTF_8));
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "no Nightshift answers at " + address().url()
                            + "; start one with './nightshift start' or name it with --url");
        }
    }

    private HttpURLConnection connection(String path) throws IOException {
        HttpURLConnection connection;
        try {
            URI uri = URI.create(address().url().replaceAll("/+$", "") + "/api/v1" + path);
            connection = (HttpURLConnection) uri.toURL().openConnection();
        } catch (IllegalArgumentException | MalformedURLException | ClassCastException wrong) {
            throw new CommandFailure(ExitCode.USAGE, "--url is not an address: '" + url + "'");
        }
        connection.setConnectTimeout((int) CONNECTED.toMillis());
        connection.setReadTimeout((int) ANSWERED.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Accept", "application/json");
        Set<String> tokens = token == null ? address().tokens() : Set.of(token);
        if (tokens.size() == 1 && !tokens.contains("")) {
            connection.setRequestProperty(
                    "Authorization", "Bearer " + tokens.iterator().next());
        }
        return connection;
    }

    private static String complaint(Response response) {
        try {
            JsonNode problem = JSON.readTree(response.body());
            String title = problem.path("title").asText("");
            String detail = problem.path("detail").asText("");
            return "the server says " + response.status() + (title.isEmpty() ? "" : " " + title)
                    + (detail.isEmpty() ? "" : ": " + detail);
        } catch (IOException notJson) {
            return "the server says " + response.status();
        }
    }
}
