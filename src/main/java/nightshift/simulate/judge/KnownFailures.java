package nightshift.simulate.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What is known to fail in the exam that every build plays: a table that can only get shorter. What fails and is
/// not on it is a regression; what is on it and no longer fails has to be taken off.
///
/// @param failures one line each
public record KnownFailures(Set<String> failures) {
    /// Where it is, from the repository's root.
    public static final Path FILE = Path.of("scenarios", "known-failures.txt");

    public KnownFailures {
        failures = new TreeSet<>(failures);
    }

    /// Lines of the file but comments and empty ones.
    public static KnownFailures read(Path file) {
        try {
            return new KnownFailures(new TreeSet<>(Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the table of known failures can't be read: " + file, unreadable);
        }
    }

    /// A line about a generated world.
    public static List<String> of(WorldResult result) {
        return result.verdict().failures().stream()
                .map(failure -> "world " + result.drawn().number() + ": " + failure)
                .toList();
    }

    /// A line about a scenario; empty when it passed.
    public static List<String> of(ScenarioResult result) {
        return result.verdict().passed()
                ? List.of()
                : List.of("scenario " + result.scenario().name());
    }

    /// What fails and is not on the table.
    public List<String> unknown(Collection<String> actual) {
        return actual.stream().filter(one -> !failures.contains(one)).toList();
    }

    /// What is on the table, belongs to what was played and does not fail.
    ///
    /// @param what `world ` or `scenario `
    public List<String> vanished(String what, Collection<String> actual) {
        return failures.stream()
                .filter(one -> one.startsWith(what) && !actual.contains(one))
                .toList();
    }
}
