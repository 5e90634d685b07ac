package nightshift.app.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import nightshift.decide.live.RuleHold;

/// Rules are set aside while the file `rules-aside` is in the data directory. It is written at a start after two ends
/// in a row of which rules may be the cause, stays over restarts, and goes when a rule file changes. A person who
/// deletes it brings the rules back within a second.
final class RulesAside implements RuleHold {
    private final Path file;

    RulesAside(Path data) {
        this.file = data.resolve("rules-aside");
    }

    /// Sets them aside.
    void set(Instant now) {
        try {
            Files.writeString(
                    file,
                    "rules are set aside since " + now + ", because the JVM could not go on twice within "
                            + BrokenEnds.ROW.toMinutes() + " minutes; change the rule that did it, or delete " + file
                            + " to have them all back");
        } catch (IOException unwritable) {
            throw new UncheckedIOException("can't write " + file, unwritable);
        }
    }

    @Override
    public Optional<String> reason() {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.of("rules are set aside by " + file + ", which can't be read; delete it to have them back");
        }
    }

    @Override
    public void lift() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("can't delete " + file, unwritable);
        }
    }
}
