package nightshift.simulate.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What tells one exam from another: a hash over all that makes its worlds, its telemetry and its verdicts. Whoever changes
/// a byte of it has changed the exam.
public final class ExamHash {
    private static final String SOURCES = "src/main/java/nightshift/simulate/";
    private static final String RESOURCES = "src/main/resources/nightshift/simulate";

    /// Folders and files, from the repository's root.
    private static final List<String> EXAM = List.of(
            RESOURCES,
            SOURCES + "generated",
            SOURCES + "send",
            SOURCES + "trial/WorldCatalogue.java",
            SOURCES + "trial/WorldLottery.java",
            SOURCES + "trial/Quotas.java",
            SOURCES + "trial/DrawnWorld.java",
            SOURCES + "trial/StageBuilder.java",
            SOURCES + "trial/WorldPlaythrough.java",
            SOURCES + "judge/WorldJudge.java",
            SOURCES + "judge/WorldRun.java",
            SOURCES + "judge/WorldTruth.java",
            SOURCES + "judge/Twins.java");

    private static final int SHOWN = 16;

    private ExamHash() {}

    /// The first 16 hex digits of the SHA-256 over names and contents.
    ///
    /// @param repository its root
    /// @return empty where the sources are not there
    public static Optional<String> of(Path repository) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files(repository)) {
                String name = repository.relativize(file).toString().replace('\\', '/');
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(Files.readAllBytes(file));
                digest.update((byte) 0);
            }
            return Optional.of(HexFormat.of().formatHex(digest.digest()).substring(0, SHOWN));
        } catch (java.nio.file.NoSuchFileException noSources) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the exam's sources can't be read", unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static List<Path> files(Path repository) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String part : EXAM) {
            try (Stream<Path> all = Files.walk(repository.resolve(part))) {
                all.filter(Files::isRegularFile).forEach(files::add);
            }
        }
        files.sort(java.util.Comparator.comparing(Path::toString));
        return files;
    }
}
