package nightshift.app;

import io.quarkus.runtime.annotations.QuarkusMain;

/// The process entry point: hands the words of the command line to [NightshiftCommand].
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... args) {
        System.exit(NightshiftCommand.execute(args));
    }
}
