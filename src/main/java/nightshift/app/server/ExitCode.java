package nightshift.app.server;

/// What the process's exit code means.
public final class ExitCode {
    public static final int OK = 0;
    /// The command ran and its answer is "no": not healed, problems found, refused.
    public static final int NOT_DONE = 1;
    /// Wrong words on the command line, or a wrong configuration.
    public static final int USAGE = 2;
    /// Something outside is missing: a server, a port, a file.
    public static final int ENVIRONMENT = 3;

    private ExitCode() {}
}
