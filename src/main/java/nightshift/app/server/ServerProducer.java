package nightshift.app.server;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;
import nightshift.app.settings.Settings;
import nightshift.app.settings.SettingsReader;
import nightshift.loop.Nightshift;
import nightshift.loop.Pacer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/// Makes the one Nightshift of the server process, or shows the one of a demo.
@Singleton
public class ServerProducer {
    private static final AtomicReference<@Nullable Nightshift> SHOWN = new AtomicReference<>();

    private final Pacer pacer;
    private final @Nullable Server server;
    private final Nightshift nightshift;

    ServerProducer(Vertx vertx) {
        Nightshift shown = SHOWN.get();
        if (shown == null) {
            Settings settings = Settings.read(SettingsReader.of(ConfigProvider.getConfig()), Settings.home());
            server = Server.open(settings, vertx);
            nightshift = server.nightshift();
            pacer = server.pacer();
        } else {
            server = null;
            nightshift = shown;
            pacer = new Pacer(shown, shown::now);
        }
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

    void begin(@Observes StartupEvent started) {
        if (server != null) {
            server.begin();
        }
    }

    void end(@Observes ShutdownEvent ended) {
        if (server != null) {
            server.close();
        }
    }
}
