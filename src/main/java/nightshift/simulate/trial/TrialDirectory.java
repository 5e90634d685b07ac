package nightshift.simulate.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Where a Nightshift on trial keeps its journal: empty and its own at first, gone when closed.
public final class TrialDirectory implements AutoCloseable {
    private final Path path;

    public TrialDirectory() {
        try {
            this.path = Files.createTempDirectory("nightshift-world-");
        } catch (IOException noDirectory) {
            throw new UncheckedIOException("no temporary directory for a trial", noDirectory);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        } catch (IOException stays) {
            throw new UncheckedIOException("the trial's directory can't be removed: " + path, stays);
        }
    }
}
