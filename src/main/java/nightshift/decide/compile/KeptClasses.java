package nightshift.decide.compile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.fact.Digest;

/// What the compiler made of rule files, kept in a folder: compiling them is most of what a start costs. Nothing of
/// it is trusted: it is read, judged and counted as if it had just been made, and whatever can't be used is
/// compiled again. A build or a Java of another kind finds nothing. Safe from any thread.
public final class KeptClasses {
    private static final Logger LOG = System.getLogger(KeptClasses.class.getName());

    /// Two directories, and some edits that are gone back to. Each takes about a megabyte.
    private static final int FILES = 8;

    private static final String ENDING = ".classes";
    private static final int DIGEST = 64;

    private final Optional<Path> folder;
    private final String build;

    private KeptClasses(Optional<Path> folder, String build) {
        this.folder = folder;
        this.build = build;
    }

    /// Keeps nothing.
    public static KeptClasses nowhere() {
        return new KeptClasses(Optional.empty(), "");
    }

    /// @param folder made when there is something to keep
    /// @param build what tells this build of the product, and its Java, from others
    public static KeptClasses in(Path folder, String build) {
        return new KeptClasses(Optional.of(folder), build);
    }

    /// What the compiler made.
    ///
    /// @param release the name of it, never used before: `group:artifact:version`
    /// @param files all that it made, as an archive
    @SuppressWarnings("ArrayRecordComponent") // bytes that are handed on once, and never compared
    record Made(String release, byte[] files) {}

    boolean keeps() {
        return folder.isPresent();
    }

    Optional<Made> find(RuleFiles rules) {
        Path file = folder.map(in -> file(in, rules)).orElse(null);
        if (file == null || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return read(Files.readAllBytes(file));
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    void keep(RuleFiles rules, Made made) {
        folder.ifPresent(in -> {
            try {
                Files.createDirectories(in);
                Path next = Files.createTempFile(in, "next", "");
                Files.write(next, written(made));
                Files.move(next, file(in, rules), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                leaveNewest(in);
            } catch (IOException | UncheckedIOException unwritable) {
                LOG.log(Level.WARNING, "the next start compiles the rules again: " + unwritable.getMessage());
            }
        });
    }

    private Path file(Path in, RuleFiles rules) {
        return in.resolve(Digest.of(rules.hash() + ' ' + build, DIGEST / 4) + ENDING);
    }

    private static byte[] written(Made made) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(made.release());
        out.writeInt(made.files().length);
        out.write(made.files());
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(Digest.of(bytes.toByteArray()).getBytes(US_ASCII));
        whole.writeBytes(bytes.toByteArray());
        return whole.toByteArray();
    }

    /// Empty for what was cut short.
    private static Optional<Made> read(byte[] whole) throws IOException {
        byte[] bytes = Arrays.copyOfRange(whole, Math.min(DIGEST, whole.length), whole.length);
        String digest = new String(whole, 0, whole.length - bytes.length, US_ASCII);
        if (!digest.equals(Digest.of(bytes))) {
            return Optional.empty();
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        String release = in.readUTF();
        return Optional.of(new Made(release, in.readNBytes(in.readInt())));
    }

    private static void leaveNewest(Path in) throws IOException {
        try (Stream<Path> all = Files.list(in)) {
            List<Path> oldest = all.sorted(
                            Comparator.comparing((Path file) -> file.toFile().lastModified())
                                    .reversed())
                    .skip(FILES)
                    .toList();
            for (Path file : oldest) {
                Files.deleteIfExists(file);
            }
        }
    }
}
