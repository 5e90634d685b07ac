package nightshift.app.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.decide.live.RuleHold;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleKind;

/// Rules are set aside while the file `rules-aside` is in the data directory: its first line says why, its second which
/// rules. It is written at a start after two ends in a row of which rules may be the cause, stays over restarts, and
/// goes when a rule file changes, be it while no server runs. A person who deletes it brings the rules back within a
/// second.
final class RulesAside implements RuleHold {
    private final Path file;
    private final Path rules;

    /// @param data where the hold is kept
    /// @param rules the directory of the rules that it is about
    RulesAside(Path data, Path rules) {
        this.file = data.resolve("rules-aside");
        this.rules = rules;
    }

    /// Sets the rules aside that are there now.
    void set(Instant now) {
        String reason = "rules are set aside since " + now + ", because the JVM could not go on twice within "
                + BrokenEnds.ROW.toMinutes() + " minutes; change the rule that did it, or delete " + file
                + " to have them all back";
        try {
            Files.write(file, List.of(reason, fingerprint().orElse("")));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("can't write " + file, unwritable);
        }
    }

    /// Lifts the hold at a start when the rules are others than those that it was set for. Where that can't be told it
    /// stays.
    void liftIfEdited() {
        Optional<String> held = line(1).filter(hash -> !hash.isBlank());
        if (held.isPresent()
                && fingerprint().filter(now -> !now.equals(held.get())).isPresent()) {
            lift();
        }
    }

    @Override
    public Optional<String> reason() {
        return Files.exists(file)
                ? line(0).or(() -> Optional.of(
                        "rules are set aside by " + file + ", which can't be read; delete it to have them back"))
                : Optional.empty();
    }

    @Override
    public void lift() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("can't delete " + file, unwritable);
        }
    }

    /// Empty when there is none or the file can't be read.
    private Optional<String> line(int index) {
        try {
            return Files.readAllLines(file).stream().skip(index).findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /// The same for the same texts under the same names; empty while the files can't be read.
    private Optional<String> fingerprint() {
        try {
            StringBuilder all = new StringBuilder();
            for (RuleKind kind : RuleKind.values()) {
                all.append(RuleFiles.read(rules, kind).hash());
            }
            return Optional.of(all.toString());
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }
}
