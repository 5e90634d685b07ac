package nightshift.api.access;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import nightshift.api.view.Problem;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Refuses a body that is too large before it is read, and says so as every other refusal is said. One that does not
/// say its length is cut off by the server when it has grown too large, and is told the same.
@ApplicationScoped
public class BodyFilter {
    private static final int TOO_LARGE = 413;

    /// After the Host was asked for, before all that Quarkus has.
    private static final int SECOND = -9_999;

    private final long most;

    /// @param most bytes that the server reads of a body
    @Inject
    BodyFilter(@ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10M") MemorySize most) {
        this.most = most.asLongValue();
    }

    void register(@Observes Router router) {
        router.route().order(SECOND).handler(this::check).failureHandler(this::failed);
    }

    private void check(RoutingContext context) {
        if (length(context.request().getHeader(HttpHeaders.CONTENT_LENGTH)) > most) {
            refuse(context);
        } else {
            context.next();
        }
    }

    private void failed(RoutingContext context) {
        if (context.statusCode() == TOO_LARGE && !context.response().headWritten()) {
            refuse(context);
        } else {
            context.next();
        }
    }

    private void refuse(RoutingContext context) {
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("title", "Content Too Large")
                .put("status", TOO_LARGE)
                .put("detail", "the body has more than " + most + " bytes")
                .put("instance", context.request().path());
        context.response()
                .setStatusCode(TOO_LARGE)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, "close") // the rest of it is not read
                .end(problem.encode());
    }

    /// What is no number is for the server to refuse.
    private static long length(@Nullable String header) {
        try {
            return header == null ? 0 : Long.parseLong(header.strip());
        } catch (NumberFormatException notOne) {
            return 0;
        }
    }
}
