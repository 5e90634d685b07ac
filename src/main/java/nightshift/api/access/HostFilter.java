package nightshift.api.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import nightshift.api.view.Problem;
import org.jspecify.annotations.Nullable;

/// Stands before every path, the page and the probes too: who asks for another server gets no answer of this one.
@ApplicationScoped
public class HostFilter {
    /// Before all that Quarkus has.
    private static final int FIRST = -10_000;

    private final Instance<GateConfig> config;

    /// @param config asked for with each request, since filters are made before the server is
    @Inject
    HostFilter(Instance<GateConfig> config) {
        this.config = config;
    }

    void register(@Observes Router router) {
        router.route().order(FIRST).handler(this::check);
    }

    private void check(RoutingContext context) {
        config.get()
                .gate()
                .strangeHost(host(context.request()))
                .ifPresentOrElse(refuse -> refuse(context, refuse), context::next);
    }

    private static void refuse(RoutingContext context, Gate.Answer.Refuse refuse) {
        Response.Status status = Response.Status.fromStatusCode(refuse.status());
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("title", status.getReasonPhrase())
                .put("status", refuse.status())
                .put("detail", refuse.reason())
                .put("instance", context.request().path());
        context.response()
                .setStatusCode(refuse.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(problem.encode());
    }

    /// HTTP/2 names the server in `:authority` instead of a Host header.
    private static @Nullable String host(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.HOST);
        HostAndPort authority = request.authority();
        return header != null || authority == null ? header : authority.toString();
    }
}
