package nightshift.decide.rulefile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nightshift.fact.Digest;

/// All files of one directory, read at one moment.
///
/// @param kind which directory
/// @param files by path
/// @param hash SHA-256 over paths and texts: equal hash, equal rules
public record RuleFiles(RuleKind kind, List<RuleFile> files, String hash) {
    private static final int HASH_BYTES = 8;

    public static RuleFiles of(RuleKind kind, List<RuleFile> files) {
        List<RuleFile> sorted =
                files.stream().sorted(Comparator.comparing(RuleFile::path)).toList();
        StringBuilder all = new StringBuilder(kind.name());
        sorted.forEach(file -> all.append('\0').append(file.path()).append('\0').append(file.text()));
        return new RuleFiles(kind, sorted, hash(all.toString()));
    }

    /// Reads every `.drl` below the kind's directory; hidden files and folders (editors' leftovers, the folders
    /// behind a mounted ConfigMap) are passed over. A directory that is missing holds no rules.
    ///
    /// @throws IOException when a file can't be read, such as one that vanishes while it is read
    public static RuleFiles read(Path rules, RuleKind kind) throws IOException {
        Path directory = rules.resolve(kind.directory());
        List<RuleFile> files = new ArrayList<>();
        for (Path file : paths(directory)) {
            String path = kind.directory() + "/"
                    + directory.relativize(file).toString().replace('\\', '/');
            files.add(new RuleFile(path, Files.readString(file).replace("\r\n", "\n")));
        }
        return of(kind, files);
    }

    /// The files below the kind's directory that hold rules. The directory itself may be a link, as one is that the
    /// items of a ConfigMap name: it is followed.
    public static List<Path> paths(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        Path real = directory.toRealPath();
        try (Stream<Path> found = Files.walk(real)) {
            return found.filter(file -> holdsRules(real, file))
                    .map(file -> directory.resolve(real.relativize(file)))
                    .sorted()
                    .toList();
        }
    }

    /// The same directory with one file changed.
    public RuleFiles replace(String path, UnaryOperator<RuleFile> change) {
        return of(
                kind,
                files.stream()
                        .map(file -> file.path().equals(path) ? change.apply(file) : file)
                        .toList());
    }

    /// The same directory without some of its rules.
    public RuleFiles without(Collection<RuleText> rules) {
        RuleFiles rest = this;
        for (RuleText rule : rules) {
            rest = rest.replace(
                    rule.file(),
                    file -> file.without(rule.span().first(), rule.span().last()));
        }
        return rest;
    }

    /// The first digits of the SHA-256 of a text, in hexadecimal.
    public static String hash(String text) {
        return Digest.of(text, HASH_BYTES);
    }

    private static boolean holdsRules(Path directory, Path file) {
        for (Path step : directory.relativize(file)) {
            if (step.toString().startsWith(".")) {
                return false;
            }
        }
        return file.toString().endsWith(".drl") && Files.isRegularFile(file);
    }
}
