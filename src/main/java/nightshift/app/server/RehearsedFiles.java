package nightshift.app.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.decide.rulefile.RuleFile;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleKind;
import nightshift.fact.Digest;

/// Which rule files have passed a rehearsal by this build of the product: those that ship, which the
/// build rehearses, and what the file `rules-rehearsed` in the data directory holds. A build or a Java
/// of another kind, or another limit, makes all of the latter unknown. Safe from any thread.
final class RehearsedFiles {
    /// Digests of the files that ship, one in a line.
    static final String SHIPPED = "/nightshift/app/rehearsed-rules";

    private static final Logger LOG = System.getLogger(RehearsedFiles.class.getName());

    /// More than there are files, and as many edits as are gone back to.
    private static final int KEPT = 512;

    private static final int HASH_BYTES = 32;

    private final Path file;
    private final Optional<String> build;
    private final Set<String> shipped;

    /// @param data where they are kept
    /// @param limits under which they pass, in any words
    RehearsedFiles(Path data, String limits) {
        this(data, ThisBuild.identity().map(made -> made + " " + limits), shipped());
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

    /// Tells a file of a directory from all others, be they made to look alike.
    static String digest(RuleKind kind, RuleFile file) {
        return Digest.of(kind.name() + '\0' + file.path() + '\0' + file.text(), HASH_BYTES);
    }

    /// Those of the files that have not passed: whether a rule comes to an end has nothing to do with
    /// the others.
    RuleFiles unknown(RuleFiles files) {
        List<RuleFile> others = files.files().stream()
                .filter(each -> !shipped.contains(digest(files.kind(), each)))
                .toList();
        Set<String> known = others.isEmpty() || build.isEmpty() ? Set.of() : new HashSet<>(lines());
        return RuleFiles.of(
                files.kind(),
                others.stream()
                        .filter(each -> build.filter(made -> known.contains(key(files.kind(), each, made)))
                                .isEmpty())
                        .toList());
    }

    synchronized void add(RuleFiles files) {
        build.ifPresent(made -> {
            Set<String> lines = new LinkedHashSet<>(lines());
            files.files().forEach(each -> lines.add(key(files.kind(), each, made)));
            try {
                Files.write(
                        file,
                        lines.stream().skip(Math.max(0, lines.size() - KEPT)).toList());
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

    private static String key(RuleKind kind, RuleFile file, String made) {
        return Digest.of(digest(kind, file) + " " + made, HASH_BYTES);
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
