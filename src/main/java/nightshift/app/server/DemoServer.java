package nightshift.app.server;

import io.quarkus.runtime.Quarkus;
import nightshift.loop.Nightshift;

/// Boots the REST interface and the page over a Nightshift that somebody else steps.
public final class DemoServer {
    private DemoServer() {}

    /// Returns when the page can be opened; it ends with the process.
    public static void boot(Nightshift shown) {
        ServerProducer.show(shown);
        Thread server =
                Thread.ofPlatform().daemon().name("demo-server").start(() -> Quarkus.run(ServerApplication.class));
        ServerApplication.awaitUp();
        if (!server.isAlive()) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT, "the page could not be started; the reason is printed above");
        }
    }
}
