package nightshift.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;

/// What one command took from its start to its end, as a process of its own.
///
/// @param seconds of the wall clock
/// @param processorSeconds on a processor, all of its threads together
public record CommandCost(double seconds, double processorSeconds) {
    /// The kernel counts processes' time in these, whatever its own clock.
    private static final double TICKS_A_SECOND = 100;

    /// Where the times of ended children stand among the fields, the first being 0.
    private static final int CHILDREN_USER = 15;

    private static final int CHILDREN_SYSTEM = 16;

    /// @param program with its options
    static CommandCost of(List<String> program, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(words));
        double before = endedChildren();
        long started = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        int code = process.waitFor();
        double seconds = (System.nanoTime() - started) / 1e9;
        if (code != 0) {
            throw new CommandFailure(
                    ExitCode.NOT_DONE, "nightshift " + String.join(" ", words) + " ended with " + code);
        }
        return new CommandCost(seconds, endedChildren() - before);
    }

    static CommandCost median(List<CommandCost> costs) {
        return costs.stream()
                .sorted(Comparator.comparingDouble(CommandCost::processorSeconds))
                .toList()
                .get(costs.size() / 2);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f s, %.2f s on a processor", seconds, processorSeconds);
    }

    /// Seconds on a processor of all processes that this one started and that have ended.
    private static double endedChildren() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        // The second field is a name in brackets, which may have blanks.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[CHILDREN_USER - 2]) + Long.parseLong(fields[CHILDREN_SYSTEM - 2]))
                / TICKS_A_SECOND;
    }
}
