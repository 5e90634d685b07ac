package nightshift.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nightshift.decide.compile.EvaluationLimits;
import nightshift.decide.live.Rehearsal;
import nightshift.decide.live.Rehearsal.Verdict;
import nightshift.decide.live.RehearsalConfig;
import nightshift.decide.rulefile.RuleFile;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.decide.rulefile.RuleKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules that are compiled and run in a real process of their own, and what becomes of it.
class RehearsalProcessTest {
    private static final RuleFile GOOD = file("good", "Anomaly( entity == $a.entity, value > 1 )");

    /// Each of two thousand anomalies with each of those of the same direction.
    private static final RuleFile GREEDY = file("greedy", "Anomaly( direction == $a.direction, value > 1 )");

    @TempDir
    private Path data;

    @Test
    void whatPassedIsKnownAtTheNextStart() throws IOException {
        // Given
        RuleFiles files = files(GOOD);
        RehearsedFiles before = new RehearsedFiles(data, Optional.of("this build"), List.of());

        // When
        Verdict verdict = rehearsal(RehearsalConfig.defaults(), before).of(files);

        // Then
        assertThat(verdict).isEqualTo(Verdict.PASSED);
        RehearsedFiles next = new RehearsedFiles(data, Optional.of("this build"), List.of());
        assertThat(next.unknown(files).files()).isEmpty();
        assertThat(next.unknown(files(GOOD, GREEDY)).files()).containsExactly(GREEDY);
        assertThat(next.unknown(RuleFiles.of(RuleKind.POLICY, List.of(GOOD))).files())
                .containsExactly(GOOD);
        assertThat(new RehearsedFiles(data, Optional.of("another"), List.of())
                        .unknown(files)
                        .files())
                .containsExactly(GOOD);
    }

    @Test
    void aRuleThatDoesNotComeToAnEndIsNamedAndTheOthersDo() {
        // When
        Verdict verdict = rehearsal(RehearsalConfig.defaults()).of(files(GOOD, GREEDY));

        // Then
        assertThat(verdict.problems()).isEmpty();
        assertThat(verdict.aside().values()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("healing/greedy.drl");
            assertThat(problem.rule()).isEqualTo("greedy");
            assertThat(problem.message()).contains("steps").contains("rehearsed over 2000 anomalies");
        });
    }

    @Test
    void whatIsWrongInAFileIsToldWithItsLine() {
        RuleFile broken = new RuleFile("healing/a.drl", GOOD.text().replace("entity ==", "entiti =="));
        assertThat(rehearsal(RehearsalConfig.defaults()).of(files(broken)).problems())
                .first()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(4);
                    assertThat(problem.message()).contains("entiti");
                });
    }

    @Test
    void whatTakesTooMuchMemoryIsToldWithItsFile() {
        RehearsalConfig tight = new RehearsalConfig(20, Duration.ofMinutes(1), false, Rehearsal.NONE);
        assertThat(rehearsal(tight).of(files(GOOD)).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("healing/good.drl");
            assertThat(problem.message()).contains("more than 20 MB").contains("being compiled");
            assertThat(problem.hint()).contains("nightshift.rules.rehearsal.megabytes");
        });
    }

    @Test
    void whatTakesTooLongIsEndedAndToldWithItsFile() {
        RehearsalConfig brief = new RehearsalConfig(256, Duration.ofMillis(500), false, Rehearsal.NONE);
        assertThat(rehearsal(brief).of(files(GOOD)).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("healing/good.drl");
            assertThat(problem.message()).contains("more than 500 ms of the processor");
        });
        assertThat(ProcessHandle.current().descendants()).noneMatch(RehearsalProcessTest::rehearses);
    }

    @Test
    void theLimitsAreThese() {
        assertThat(RehearsalConfig.defaults())
                .isEqualTo(new RehearsalConfig(256, Duration.ofSeconds(60), true, Rehearsal.NONE));
        assertThat(EvaluationLimits.usual())
                .isEqualTo(new EvaluationLimits(
                        10_000, 1_000_000, Duration.ofSeconds(1), EvaluationLimits.Watchdog.PATIENT));
    }

    @Test
    void theProcessEndsWhenItsParentDoes() throws IOException, InterruptedException {
        // Given
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RehearsalChild.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();

        // When
        child.getOutputStream().write(new RehearsalChild.Request(files(GOOD), 1_000).written());
        child.getOutputStream().close();

        // Then
        assertThat(child.waitFor()).isEqualTo(RehearsalChild.ORPHANED);
    }

    @Test
    void theOneThatWaitsIsUsedForTheNextRehearsalAndReplacedAfterIt() throws InterruptedException {
        // Given
        RehearsedFiles passed = new RehearsedFiles(data, Optional.of("this build"), List.of());
        try (RehearsalProcess rehearsal =
                new RehearsalProcess(RehearsalConfig.defaults(), EvaluationLimits.STEPS, passed)) {
            rehearsal.keepOneWaiting();
            long first = onlyOneThatRehearses();
            awaitWarm(rehearsal);

            // When
            Verdict verdict = rehearsal.of(files(GOOD, GREEDY));

            // Then: what it found is what a fresh one finds, and nobody is used twice
            assertThat(verdict.problems()).isEmpty();
            assertThat(verdict.aside().values())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.rule()).isEqualTo("greedy"));
            awaitWarm(rehearsal);
            assertThat(onlyOneThatRehearses()).isNotEqualTo(first);
        }
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .noneMatch(RehearsalProcessTest::rehearses);
    }

    @Test
    void theOneThatWaitsIsNotMissedWhenItHasDied() throws InterruptedException {
        // Given
        RehearsedFiles passed = new RehearsedFiles(data, Optional.of("this build"), List.of());
        try (RehearsalProcess rehearsal =
                new RehearsalProcess(RehearsalConfig.defaults(), EvaluationLimits.STEPS, passed)) {
            rehearsal.keepOneWaiting();
            ProcessHandle.of(onlyOneThatRehearses()).ifPresent(waiting -> {
                waiting.destroyForcibly();
                waiting.onExit().join();
            });

            // When, Then
            assertThat(rehearsal.of(files(GOOD))).isEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void theOneThatWaitsEndsWithItsParentAlsoWhileItWarmsUp() throws IOException, InterruptedException {
        // Given
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RehearsalChild.class.getName(),
                        RehearsalChild.WAITS)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();

        // When
        child.getOutputStream().close();

        // Then
        assertThat(child.waitFor()).isEqualTo(RehearsalChild.ORPHANED);
    }

    private static long onlyOneThatRehearses() {
        List<ProcessHandle> all = ProcessHandle.current()
                .descendants()
                .filter(RehearsalProcessTest::rehearses)
                .toList();
        assertThat(all).hasSize(1);
        return all.getFirst().pid();
    }

    private static void awaitWarm(RehearsalProcess rehearsal) throws InterruptedException {
        while (!rehearsal.oneWaits()) {
            Thread.sleep(20);
        }
    }

    @Test
    void theFilesThatShipHavePassedAndAreKnownToTheBuild() throws IOException {
        // Given
        List<RuleFiles> shipped = List.of(
                RuleFiles.read(Path.of("rules"), RuleKind.HEALING), RuleFiles.read(Path.of("rules"), RuleKind.POLICY));
        List<String> digests = shipped.stream()
                .flatMap(files -> files.files().stream().map(file -> RehearsedFiles.digest(files.kind(), file)))
                .toList();

        // Then
        assertThat(RehearsedFiles.shipped())
                .as("src/main/resources%s holds%n%s", RehearsedFiles.SHIPPED, String.join("\n", digests))
                .isEqualTo(digests);
        assertThat(shipped)
                .allSatisfy(files -> assertThat(
                                rehearsal(RehearsalConfig.defaults()).of(files))
                        .isEqualTo(Verdict.PASSED));
    }

    private Rehearsal rehearsal(RehearsalConfig config) {
        return rehearsal(config, new RehearsedFiles(data, Optional.empty(), List.of()));
    }

    private static Rehearsal rehearsal(RehearsalConfig config, RehearsedFiles passed) {
        return new RehearsalProcess(config, EvaluationLimits.STEPS, passed);
    }

    /// By the whole command: what Java tells of one with a long class path ends before its class.
    private static boolean rehearses(ProcessHandle process) {
        try {
            String command = Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
            return command.contains(RehearsalChild.class.getName());
        } catch (IOException gone) {
            return process.info().arguments().stream()
                    .flatMap(Stream::of)
                    .anyMatch(RehearsalChild.class.getName()::equals);
        }
    }

    private static RuleFiles files(RuleFile... files) {
        return RuleFiles.of(RuleKind.HEALING, List.of(files));
    }

    private static RuleFile file(String id, String pattern) {
        return new RuleFile("healing/" + id + ".drl", """
                rule "%1$s" @id("%1$s")
                when
                    $a : Anomaly( rising() )
                    %2$s
                then
                    insert( propose("pool.recycle").on($a.entity()).because($a) );
                end
                """.formatted(id, pattern));
    }
}
