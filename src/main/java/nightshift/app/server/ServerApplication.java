package nightshift.app.server;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Keeps the booted server up until it is told to end.
public final class ServerApplication implements QuarkusApplication {
    private static final CountDownLatch UP = new CountDownLatch(1);

    @Override
    public int run(String... args) {
        UP.countDown();
        Quarkus.waitForExit();
        return ExitCode.OK;
    }

    /// Returns when the server of this process is up, or after half a minute.
    static void awaitUp() {
        try {
            UP.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
