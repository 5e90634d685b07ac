package nightshift.api.access;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import nightshift.api.view.Problem;
import org.jspecify.annotations.Nullable;

/// Stands before every REST request that changes something; what passes carries its principal.
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class GateFilter implements ContainerRequestFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Instance<GateConfig> config;

    private final HttpServerRequest connection;

    /// @param config asked for with each request, since filters are made before the server is
    /// @param connection of the request that is being filtered
    @Inject
    GateFilter(Instance<GateConfig> config, HttpServerRequest connection) {
        this.config = config;
        this.connection = connection;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Gate.Knock knock = new Gate.Knock(
                host(request),
                request.getHeaderString("Origin"),
                request.getHeaderString("Sec-Fetch-Site"),
                request.getHeaderString(HttpHeaders.AUTHORIZATION),
                request.getHeaderString("X-Nightshift-User"),
                remote());
        if (READING.contains(request.getMethod())) {
            return; // whether it was meant for this server was asked before
        }
        switch (config.get().gate().change(knock)) {
            case Gate.Answer.Enter enter ->
                request.setSecurityContext(new Caller(
                        enter.principal(),
                        "https".equals(request.getUriInfo().getRequestUri().getScheme())));
            case Gate.Answer.Refuse refuse -> abort(request, refuse);
        }
    }

    /// Who sent a request that changes something.
    ///
    /// @param name of the token, or what the person calls himself on this machine
    /// @param isSecure whether it came over TLS
    private record Caller(String name, boolean isSecure) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return () -> name;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }

    private static void abort(ContainerRequestContext request, Gate.Answer.Refuse refuse) {
        Response.Status status = Response.Status.fromStatusCode(refuse.status());
        Problem problem = new Problem(
                "about:blank",
                status.getReasonPhrase(),
                refuse.status(),
                refuse.reason(),
                request.getUriInfo().getPath(),
                List.of());
        Response.ResponseBuilder response =
                Response.status(status).type(Problem.MEDIA_TYPE).entity(problem);
        if (refuse.status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        request.abortWith(response.build());
    }

    private @Nullable String remote() {
        SocketAddress address = connection.remoteAddress();
        return address == null ? null : address.hostAddress();
    }

    /// HTTP/2 names the server in `:authority` instead of a Host header.
    private static @Nullable String host(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.HOST);
        return header == null ? request.getUriInfo().getRequestUri().getAuthority() : header;
    }
}
