package nightshift.simulate.judge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nightshift.fact.Digest;

/// What tells one exam from another: a hash over all that makes its worlds, its telemetry and its verdicts. Whoever
/// changes a byte of it has changed the exam.
public final class ExamHash {
    private static final String SOURCES = "src/main/java/nightshift/simulate/";
    private static final String RESOURCES = "src/main/resources/nightshift/simulate";

    /// Folders and files, from the repository's root.
    private static final List<String> EXAM = List.of(
            RESOURCES,
            SOURCES + "world",
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
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (Path file : files(repository)) {
                String name = repository.relativize(file).toString().replace('\\', '/');
                byte[] content = Files.readAllBytes(file);
                all.writeBytes((name + " " + content.length + "\n").getBytes(StandardCharsets.UTF_8));
                all.writeBytes(content);
            }
            return Optional.of(Digest.of(all.toByteArray()).substring(0, SHOWN));
        } catch (NoSuchFileException noSources) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the exam's sources can't be read", unreadable);
        }
    }

    private static List<Path> files(Path repository) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String part : EXAM) {
            try (Stream<Path> all = Files.walk(repository.resolve(part))) {
                all.filter(Files::isRegularFile).forEach(files::add);
            }
        }
        files.sort(Comparator.comparing(Path::toString));
        return files;
    }
}
