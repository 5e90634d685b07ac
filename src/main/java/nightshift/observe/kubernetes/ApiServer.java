package nightshift.observe.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Lists and watches, as the API server answers them. Safe from any thread; calls block.
final class ApiServer {
    /// Objects of one answer to a list: it bounds the memory that one answer takes.
    private static final int PAGE = 500;

    /// A watch ends by itself after this, and is begun anew.
    private static final Duration WATCH = Duration.ofMinutes(5);

    /// Until the first byte of an answer.
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI server;
    private final KubernetesSerialization json;

    ApiServer(KubernetesClient client) {
        this.http = client.getHttpClient();
        this.server = URI.create(client.getConfiguration().getMasterUrl());
        this.json = client.getKubernetesSerialization();
    }

    KubernetesSerialization json() {
        return json;
    }

    /// It answered, and not with what was asked for.
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int code;
        private final String said;

        RefusedException(int code, String said) {
            super(said);
            this.code = code;
            this.said = said;
        }

        /// Why, in its words; empty where it does not say.
        String said() {
            return said;
        }

        /// HTTP's, or that of the Status that it sent.
        int code() {
            return code;
        }
    }

    /// A page of a list.
    ///
    /// @param next where the next one begins; empty for the first
    /// @throws IOException when nothing, or something else, comes
    KubernetesResourceList<? extends HasMetadata> list(Kind kind, String namespace, String next) throws IOException {
        String query = "?limit=" + PAGE + (next.isEmpty() ? "" : "&continue=" + encoded(next));
        try (InputStream body = get(kind.path(namespace) + query)) {
            return json.unmarshal(body, kind.list());
        } catch (RuntimeException unreadable) {
            throw new IOException("no " + kind.resource() + " came: " + unreadable.getMessage(), unreadable);
        }
    }

    /// What changes after a version of the list, until the watch ends.
    ///
    /// @throws IOException when nothing, or something else, comes
    Lines watch(Kind kind, String namespace, String version) throws IOException {
        return new Lines(get(kind.path(namespace) + "?watch=true&allowWatchBookmarks=true&resourceVersion="
                + encoded(version) + "&timeoutSeconds=" + WATCH.toSeconds()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private InputStream get(String path) throws IOException {
        HttpRequest request = http.newHttpRequestBuilder()
                .uri(server.resolve(path))
                .header("Accept", "application/json")
                .forStreaming()
                .build();
        HttpResponse<InputStream> answer = await(http.sendAsync(request, InputStream.class));
        if (answer.code() == 200) {
            return answer.body();
        }
        try (InputStream body = answer.body()) {
            throw new RefusedException(answer.code(), said(body));
        }
    }

    private static <T> T await(CompletableFuture<T> coming) throws IOException {
        try {
            return coming.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new IOException(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
        } catch (TimeoutException late) {
            coming.cancel(true);
            throw new IOException("no answer within " + ANSWER.toSeconds() + " s", late);
        } catch (InterruptedException closed) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("closed");
        }
    }

    /// The message of a Status, cut: it may hold anything.
    private String said(InputStream body) {
        try {
            String text = new String(body.readNBytes(4096), StandardCharsets.UTF_8);
            return Optional.ofNullable(json.unmarshal(text, Status.class).getMessage())
                    .map(message -> message.substring(0, Math.min(300, message.length())))
                    .orElse("");
        } catch (IOException | RuntimeException noStatus) {
            return "";
        }
    }

    /// The lines of a watch.
    static final class Lines implements AutoCloseable {
        private final InputStream body;
        private final BufferedReader lines;

        private Lines(InputStream body) {
            this.body = body;
            this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }

        /// Waits for the next one; empty when the watch has ended.
        Optional<String> next() throws IOException {
            return Optional.ofNullable(lines.readLine());
        }

        /// Also ends a wait for the next one. Safe from any thread.
        @Override
        public void close() {
            try {
                body.close();
            } catch (IOException alreadyOver) {
                // nothing is left to be let go of
            }
        }
    }
}
