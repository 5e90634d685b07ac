package nightshift.app.cli;

import java.io.PrintWriter;
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
        subcommands = {
            DemoCommand.class,
            StartCommand.class,
            CheckCommand.class,
            ScenarioCommand.class,
            ScoreCommand.class,
            ReplayCommand.class,
            BenchCommand.class,
            ModelsCommand.class,
            JournalCommands.class,
            ListCommands.Decisions.class,
            ListCommands.Holds.class,
            ListCommands.Incidents.class,
            ListCommands.Series.class,
            ShowCommand.class,
            SteerCommands.Approve.class,
            SteerCommands.Reject.class,
            SteerCommands.Pause.class,
            SteerCommands.Resume.class,
            MuteCommands.Make.class,
            MuteCommands.Stand.class,
            MuteCommands.Lift.class
        },
        footer = {
            "",
            "Commands of the launcher, not of the product: 'test [--all]' runs the tests, 'cluster' starts a Kubernetes",
            "control plane on this machine, 'package' builds what starts with the least work."
        })
public final class NightshiftCommand implements Runnable {
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
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().mixinStandardHelpOptions(true));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> complain(failure, command.getErr()));
        return line.execute(args);
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
