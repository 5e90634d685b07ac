package nightshift.app.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.decide.rulefile.RuleFile;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.fact.Digest;

/// Which rule files have passed a rehearsal by this build of the product: those that ship, which the
/// build rehearses, and what the file `rules-rehearsed` in the data directory holds. A build or a Java
/// of another kind, or another limit, makes all of the latter unknown. Safe from any thread.
final class RehearsedFiles {
    /// Hashes of the directories that ship, one in a line.
    static final String SHIPPED = "/nightshift/app/rehearsed-rules";

    private static final Logger LOG = System.getLogger(RehearsedFiles.class.getName());

    /// Of as many edits as are gone back to.
    private static final int KEPT = 32;

    private static final int HASH_BYTES = 32;

    private final Path file;
    private final Optional<String> build;
    private final Set<String> shipped;

    /// @param data where they are kept
    /// @param limits under which they pass, in any words
    RehearsedFiles(Path data, String limits) {
        this(data, build().map(made -> made + " " + limits), shipped());
    }

    /// @param build what tells this build from others; empty when nothing is to be remembered
    /// @param shipped digests of what passes anyway
    RehearsedFiles(Path data, Optional<String> build, List<String> shipped) {
        this.file = data.resolve("rules-rehearsed");
        this.build = build;
        this.shipped = Set.copyOf(shipped);
    }

    /// Those that ship alone, where nothing may be written.
    static RehearsedFiles shippedOnly() {
        return new RehearsedFiles(Path.of(""), Optional.empty(), shipped());
    }

    /// Tells these files from all others, be they made to look alike.
    static String digest(RuleFiles files) {
        StringBuilder all = new StringBuilder(files.kind().name());
        for (RuleFile each : files.files()) {
            all.append('\0').append(each.path()).append('\0').append(each.text());
        }
        return Digest.of(all.toString(), HASH_BYTES);
    }

    boolean holds(RuleFiles files) {
        return shipped.contains(digest(files))
                || build.filter(made -> lines().contains(key(files, made))).isPresent();
    }

    synchronized void add(RuleFiles files) {
        build.ifPresent(made -> {
            List<String> lines = new ArrayList<>(lines());
            lines.add(key(files, made));
            try {
                Files.write(file, lines.subList(Math.max(0, lines.size() - KEPT), lines.size()));
            } catch (IOException unwritable) {
                LOG.log(Level.WARNING, "the next start rehearses the rules again: " + unwritable.getMessage());
            }
        });
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of();
        }
    }

    private static String key(RuleFiles files, String made) {
        return Digest.of(digest(files) + " " + made, HASH_BYTES);
    }

    /// What tells one build from another: the jar that holds this class, and the Java that runs it.
    /// Classes in a folder may be made anew at any time, so what passed there is not remembered.
    private static Optional<String> build() {
        try {
            Path jar = Path.of(RehearsedFiles.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isRegularFile(jar)
                    ? Optional.of(jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar) + " "
                            + Runtime.version())
                    : Optional.empty();
        } catch (URISyntaxException | IOException | RuntimeException unknown) {
            return Optional.empty();
        }
    }

    static List<String> shipped() {
        try (InputStream in = RehearsedFiles.class.getResourceAsStream(SHIPPED)) {
            return in == null
                    ? List.of()
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
