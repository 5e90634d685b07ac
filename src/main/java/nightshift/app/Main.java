package nightshift.app;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.app.cli.NightshiftCommand;

/// The process entry point: hands the words of the command line to [NightshiftCommand].
@QuarkusMain
public final class Main {
    /// Held here, since a logger that nobody holds forgets its level.
    private static final List<Logger> LIBRARIES = List.of(Logger.getLogger("ai.djl"), Logger.getLogger("org.drools"));

    private Main() {}

    public static void main(String... args) {
        LIBRARIES.forEach(library -> library.setLevel(Level.WARNING)); // for the commands that boot no server
        System.exit(NightshiftCommand.execute(args));
    }
}
