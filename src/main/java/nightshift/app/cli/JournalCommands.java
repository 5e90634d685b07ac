package nightshift.app.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;
import nightshift.journal.Journal;
import nightshift.journal.JournalFile;
import nightshift.journal.database.JournalException;
import nightshift.journal.proof.Audit;
import nightshift.journal.proof.Chain;
import nightshift.journal.proof.Prune;
import nightshift.observe.naming.SignalDictionary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `journal verify` and `journal backup`: what an auditor does with the journal, whether a server
/// runs on it or not; and `journal prune`, while none does.
@Command(
        description = "Proves that the journal is as it was written, copies it, takes away what is old.",
        synopsisSubcommandLabel = "verify|backup|prune",
        subcommands = {JournalCommands.Verify.class, JournalCommands.Backup.class, JournalCommands.Pruning.class})
final class JournalCommands {
    private JournalCommands() {}

    /// Which journal.
    static final class Where {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "The data directory (default: that of the configuration, else .nightshift).")
        private @Nullable Path directory;

        @Mixin
        private ConfigOption config = new ConfigOption();

        Path data() {
            return directory == null ? config.settings().directories().data() : directory;
        }

        JournalFile open() {
            return asked(() -> JournalFile.of(data(), SignalDictionary.shipped()::meaning));
        }
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (JournalException refused) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, String.valueOf(refused.getMessage()));
        }
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Follows the chain over all events, and holds each decision against them.")
    static final class Verify implements Callable<Integer> {
        private static final Pattern LINK = Pattern.compile("[0-9a-f]{" + Chain.BRIEF + ",64}");

        @Mixin
        private Output output = new Output();

        @Mixin
        private Where where = new Where();

        @Option(
                names = "--head",
                paramLabel = "HASH",
                description = "A link that was kept elsewhere, or its first " + Chain.BRIEF
                        + " hex digits or more: it must be in the chain still.")
        private @Nullable String head;

        @Override
        public Integer call() {
            String kept = head == null ? "" : head.toLowerCase(Locale.ROOT);
            if (head != null && !LINK.matcher(kept).matches()) {
                throw new CommandFailure(
                        ExitCode.USAGE, "--head: expected " + Chain.BRIEF + " to 64 hex digits, got '" + head + "'");
            }
            JournalFile journal = where.open();
            Audit.Report report = asked(() -> journal.verify(kept));
            output.object(report);
            report.faults().forEach(output::line);
            output.line(report.events() + " events, " + report.decisions() + " decisions; head "
                    + (report.head().isEmpty() ? "none yet" : report.head()));
            if (report.unlinked() > 0) {
                output.line(report.unlinked() + " events are older than the chain: nothing is proven of them");
            }
            if (report.faults().isEmpty()) {
                output.line("all is as it was written");
            }
            return report.faults().isEmpty() ? ExitCode.OK : ExitCode.NOT_DONE;
        }
    }

    @Command(
            name = "backup",
            mixinStandardHelpOptions = true,
            description = "Writes a whole copy of the journal to a new file.")
    static final class Backup implements Callable<Integer> {
        @Mixin
        private Output output = new Output();

        @Mixin
        private Where where = new Where();

        @Parameters(paramLabel = "FILE", description = "Where to; must not exist.")
        private Path file = Path.of("journal-copy.db");

        @Override
        public Integer call() {
            JournalFile journal = where.open();
            asked(() -> {
                journal.backup(file);
                return file;
            });
            output.line("written to " + file + "; as journal.db in an empty data directory it is a journal again");
            return ExitCode.OK;
        }
    }

    @Command(
            name = "prune",
            mixinStandardHelpOptions = true,
            description = "Takes away what is old, while no server runs on it. What stays can be proven as before.")
    static final class Pruning implements Callable<Integer> {
        @Mixin
        private Output output = new Output();

        @Mixin
        private Where where = new Where();

        @Option(
                names = "--older-than",
                required = true,
                paramLabel = "DAYS",
                description = "Incidents that closed longer ago go, with all that belongs to them.")
        private int days;

        @Override
        public Integer call() {
            if (days < 1) {
                throw new CommandFailure(ExitCode.USAGE, "expected --older-than of 1 day or more, got " + days);
            }
            Instant now = Instant.now();
            Prune.Report report = asked(() -> {
                where.open(); // there must be one: opening would make it
                try (Journal journal = Journal.open(where.data(), SignalDictionary.shipped()::meaning)) {
                    return journal.pruning().prune(now.minus(Duration.ofDays(days)), now);
                }
            });
            output.object(report);
            output.line("taken away: " + report.events() + " events, " + report.incidents()
                    + " incidents; the chain begins after event " + report.through() + " with the link "
                    + (report.link().isEmpty() ? "none" : report.link()));
            return ExitCode.OK;
        }
    }
}
