package nightshift.app.cli;

/// What asks a running server: the same commands as [NightshiftCommand]'s, in a JVM that boots nothing else.
public final class Client {
    private Client() {}

    public static void main(String... args) {
        System.exit(NightshiftCommand.execute(args));
    }
}
