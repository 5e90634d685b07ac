package nightshift.app.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;
import nightshift.app.settings.SettingsException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The command line: `./nightshift COMMAND`.
@Command(
        name = "nightshift",
        description = {
            "The on-call engineer that never sleeps.",
            "",
            "Exit codes: 0 done; 1 the answer is no; 2 wrong usage or configuration; 3 something outside is missing;",
            "70 the JVM could not go on ('start' is then started again); 71 told to end, it did not end in time."
        },
        mixinStandardHelpOptions = true,
        version = "nightshift 0.1.0",
        footer = {
            "",
            "Commands of the launcher, not of the product: 'test [--all]' runs the tests, 'cluster' starts a Kubernetes",
            "control plane on this machine, 'package' builds what starts with the least work."
        })
public final class NightshiftCommand implements Runnable {
    /// In the order in which help shows them.
    private static final List<Map.Entry<String, Class<?>>> COMMANDS = List.of(
            Map.entry("demo", DemoCommand.class),
            Map.entry("start", StartCommand.class),
            Map.entry("check", CheckCommand.class),
            Map.entry("scenario", ScenarioCommand.class),
            Map.entry("score", ScoreCommand.class),
            Map.entry("replay", ReplayCommand.class),
            Map.entry("bench", BenchCommand.class),
            Map.entry("models", ModelsCommand.class),
            Map.entry("journal", JournalCommands.class),
            Map.entry("decisions", ListCommands.Decisions.class),
            Map.entry("holds", ListCommands.Holds.class),
            Map.entry("incidents", ListCommands.Incidents.class),
            Map.entry("series", ListCommands.Series.class),
            Map.entry("show", ShowCommand.class),
            Map.entry("approve", SteerCommands.Approve.class),
            Map.entry("reject", SteerCommands.Reject.class),
            Map.entry("pause", SteerCommands.Pause.class),
            Map.entry("resume", SteerCommands.Resume.class),
            Map.entry("mute", MuteCommands.Make.class),
            Map.entry("mutes", MuteCommands.Stand.class),
            Map.entry("unmute", MuteCommands.Lift.class));

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
    }

    /// Runs a command and returns its exit code; complaints are one sentence on standard error.
    public static int execute(String... args) {
        CommandLine line = new CommandLine(new NightshiftCommand());
        String asked = args.length == 0 ? "" : args[0];
        commands(asked).forEach(command -> line.addSubcommand(command.getKey(), command.getValue()));
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().mixinStandardHelpOptions(true));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> complain(failure, command.getErr()));
        return line.execute(args);
    }

    /// The one that is asked for, since reading what all of them take costs more than a question; all, when it is
    /// none.
    private static List<Map.Entry<String, Class<?>>> commands(String asked) {
        List<Map.Entry<String, Class<?>>> one = COMMANDS.stream()
                .filter(command -> command.getKey().equals(asked))
                .toList();
        return one.isEmpty() ? COMMANDS : one;
    }

    private static int complain(Exception failure, PrintWriter err) {
        switch (failure) {
            case CommandFailure known -> {
                err.println("nightshift: " + Printable.lines(String.valueOf(known.getMessage())));
                return known.exitCode();
            }
            case SettingsException wrong -> {
                err.println("nightshift: " + Printable.lines(String.valueOf(wrong.getMessage())));
                return ExitCode.USAGE;
            }
            case Exception bug -> {
                err.println("nightshift: this is a bug, please report it with what follows");
                bug.printStackTrace(err);
                return ExitCode.NOT_DONE;
            }
        }
    }
}
