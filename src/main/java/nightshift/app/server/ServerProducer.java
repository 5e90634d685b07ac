package nightshift.app.server;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;
import nightshift.api.access.Exposure;
import nightshift.api.access.GateConfig;
import nightshift.api.access.Tokens;
import nightshift.api.rest.FollowConfig;
import nightshift.app.settings.Settings;
import nightshift.app.settings.Sources;
import nightshift.loop.Nightshift;
import nightshift.loop.Pacer;
import org.jspecify.annotations.Nullable;

/// Makes the one Nightshift of the server process, or shows the one of a demo.
@Singleton
public class ServerProducer {
    private static final AtomicReference<@Nullable Nightshift> SHOWN = new AtomicReference<>();

    private static final AtomicReference<@Nullable Settings> SETTINGS = new AtomicReference<>();

    private final Pacer pacer;
    private final @Nullable Server server;
    private final Nightshift nightshift;
    private final GateConfig gate;
    private final FollowConfig following;

    ServerProducer(Vertx vertx) {
        Settings read = SETTINGS.get();
        Settings settings = read == null ? Settings.ofProcess(Sources.ofProcess(null)) : read;
        Settings.Access access = settings.access();
        gate = new GateConfig(
                new Exposure(
                        settings.ports().host(), Tokens.parse(access.token().orElse(""))),
                access.hosts(),
                access.proxies());
        following = FollowConfig.of(access.followers());
        Nightshift shown = SHOWN.get();
        if (shown == null) {
            server = Server.open(settings, vertx);
            nightshift = server.nightshift();
            pacer = server.pacer();
        } else {
            server = null;
            nightshift = shown;
            pacer = new Pacer(shown, shown::now);
        }
    }

    /// From now on a server of this process is made by these.
    public static void settings(Settings read) {
        SETTINGS.set(read);
    }

    /// From now on the server of this process shows this one, which somebody else steps and closes.
    static void show(Nightshift nightshift) {
        SHOWN.set(nightshift);
    }

    @Produces
    @Singleton
    Nightshift nightshift() {
        return nightshift;
    }

    @Produces
    @Singleton
    Pacer pacer() {
        return pacer;
    }

    @Produces
    @Singleton
    GateConfig gate() {
        return gate;
    }

    @Produces
    @Singleton
    FollowConfig following() {
        return following;
    }

    void begin(@Observes StartupEvent started) {
        if (server != null) {
            server.begin();
        }
    }

    void listening(@ObservesAsync HttpServerStart started) {
        if (server != null) {
            server.listening(started.options().getPort());
        }
    }

    void end(@Observes ShutdownEvent ended) {
        if (server != null) {
            server.close();
        }
    }
}
