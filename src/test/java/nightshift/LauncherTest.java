package nightshift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher as a process, over a JDK that is a shell script: what it starts again, and what it passes on.
class LauncherTest {
    @TempDir
    private Path home;

    private Path starts;

    @BeforeEach
    void home() throws IOException {
        starts = home.resolve("starts");
        Files.copy(Path.of("nightshift"), home.resolve("nightshift"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(home.resolve("src/main"));
        Files.writeString(home.resolve("pom.xml"), "");
        Files.createDirectories(home.resolve("jdk/bin"));
        Files.createDirectories(home.resolve("target/quarkus-app"));
        Files.writeString(home.resolve("target/quarkus-app/quarkus-run.jar"), "");
        script("javac", "");
    }

    @AfterEach
    void endServers() {
        ProcessHandle.current().descendants().filter(this::ours).forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void aServerWhoseJvmCouldNotGoOnIsStartedAgain() throws Exception {
        // Given
        java("[ $(wc -l <" + starts + ") -lt 3 ] && exit 70; exit 5");

        // When
        Process launcher = launch("start");

        // Then
        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(5);
        assertThat(Files.readAllLines(starts)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 71, 137})
    void aServerThatEndsInAnyOtherWayIsNot(int code) throws Exception {
        // Given
        java("exit " + code);

        // When
        Process launcher = launch("start");

        // Then
        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(code);
        assertThat(Files.readAllLines(starts)).hasSize(1);
    }

    @Test
    void anotherCommandIsNotStartedAgain() throws Exception {
        // Given
        java("exit 70");

        // When
        Process launcher = launch("check");

        // Then
        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(70);
        assertThat(Files.readAllLines(starts)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSignalGoesOnToTheServerAndTheLauncherEndsWithItsCode(String signal) throws Exception {
        // Given
        java("trap 'echo ended >>" + starts + "; exit 143' TERM; while :; do sleep 0.05; done");
        Process launcher = launch("start");
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> Files.exists(starts));

        // When
        new ProcessBuilder("kill", "-" + signal, Long.toString(launcher.pid()))
                .start()
                .waitFor();

        // Then
        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(143);
        assertThat(Files.readAllLines(starts)).containsExactly("start", "ended");
    }

    /// Where the system has a way to ask for it: Linux with util-linux.
    @Test
    void aLauncherThatIsKilledTakesItsServerWithIt() throws Exception {
        // Given
        if (!Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
            throw Missing.skips("a launcher that is killed is not tried: no setpriv here, which is in util-linux");
        }
        java("echo $$ >>" + starts + "; while :; do sleep 0.05; done");
        Process launcher = launch("start");
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> Files.exists(starts) && Files.readAllLines(starts).size() == 2);
        long server = Long.parseLong(Files.readAllLines(starts).getLast());
        assertThat(ProcessHandle.of(server).filter(ProcessHandle::isAlive)).isPresent();

        // When
        launcher.destroyForcibly().waitFor();

        // Then
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() ->
                        ProcessHandle.of(server).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void aServerThatBreaksWhileItIsToldToEndIsNotStartedAgain() throws Exception {
        // Given
        java("trap 'exit 70' TERM; while :; do sleep 0.05; done");
        Process launcher = launch("start");
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> Files.exists(starts));

        // When
        launcher.destroy();

        // Then
        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(70);
        assertThat(Files.readAllLines(starts)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "check", "demo", "bench"})
    void whatCompilesRulesIsGivenTheKeptCache(String command) throws Exception {
        // Given
        java("echo \"$@\" >>" + starts);
        Path cache = cache(FileTime.from(Instant.now().plusSeconds(60)));

        // When
        Process launcher = launch(command);

        // Then
        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(starts).getLast())
                .contains("-XX:AOTCache=" + cache)
                .contains("-Xlog:disable -Xlog:all=warning:stderr");
    }

    @Test
    void whatIsSoonOverIsNot() throws Exception {
        // Given
        java("echo \"$@\" >>" + starts);
        cache(FileTime.from(Instant.now().plusSeconds(60)));

        // When
        Process launcher = launch("models");

        // Then
        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(starts).getLast()).doesNotContain("AOTCache");
    }

    @Test
    void aCacheOfAnEarlierBuildIsNotUsed() throws Exception {
        // Given
        java("echo \"$@\" >>" + starts);
        cache(FileTime.from(Instant.EPOCH));

        // When
        Process launcher = launch("start");

        // Then
        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(starts).getLast()).doesNotContain("AOTCache");
    }

    @Test
    void afterTheFirstQuestionACacheIsMadeForTheNext() throws Exception {
        // Given
        java("echo \"$@\" >>" + starts + "\ncase \"$*\" in *AOTMode=create*)"
                + " for word in \"$@\"; do case \"$word\" in -XX:AOTCache=*) touch \"${word#-XX:AOTCache=}\"; esac; done;;"
                + " *AOTMode=record*) echo recorded;; *) echo the answer;; esac");
        Path cache = home.resolve("target/quarkus-app/question.aot");

        // When
        Process first = launch("decisions");

        // Then
        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(cache));
        assertThat(Files.readString(home.resolve("log"))).isEqualTo("the answer\n");

        // When
        Files.setLastModifiedTime(cache, FileTime.from(Instant.now().plusSeconds(60)));
        Process second = launch("decisions");

        // Then
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(starts).getLast())
                .contains("-XX:AOTCache=" + cache + " ", "nightshift.app.cli.Client decisions")
                .doesNotContain("record");
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "pause", "mute", "unmute"})
    void anOrderIsGivenOnce(String order) throws Exception {
        // Given
        java("echo \"$@\" >>" + starts);

        // When
        Process launcher = launch(order);

        // Then
        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.descendants()).isEmpty();
        assertThat(Files.readAllLines(starts).stream().filter(line -> line.contains(".Client " + order)))
                .hasSize(1);
    }

    @Test
    void aQuestionWithoutAnAnswerPassesItsCodeOnAndIsNotAskedAgain() throws Exception {
        // Given
        java("echo \"$@\" >>" + starts + "; exit 3");

        // When
        Process launcher = launch("decisions");

        // Then
        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(3);
        assertThat(Files.readAllLines(starts).stream().filter(line -> line.contains("Client decisions")))
                .hasSize(1);
    }

    private Path cache(FileTime made) throws IOException {
        Path cache = Files.writeString(home.resolve("target/quarkus-app/nightshift.aot"), "kept");
        return Files.setLastModifiedTime(cache, made);
    }

    private Process launch(String command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(withInterrupts());
        line.addAll(List.of(home.resolve("nightshift").toString(), command));
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile());
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().put("NIGHTSHIFT_RESTART_SECONDS", "0");
        return builder.start();
    }

    /// A shell can't trap a signal that was ignored when it started, and what a shell runs in the background starts
    /// with interrupts ignored, this test included. The env of GNU (coreutils 8.31 or newer) takes that back.
    private static List<String> withInterrupts() throws IOException, InterruptedException {
        List<String> env = List.of("env", "--default-signal=INT");
        Process tried = new ProcessBuilder(
                        Stream.concat(env.stream(), Stream.of("true")).toList())
                .start();
        return tried.waitFor() == 0 ? env : List.of();
    }

    /// A program that says it is JDK 25, and otherwise notes its start and does as it is told.
    private void java(String body) throws IOException {
        script(
                "java",
                "[ \"$1\" = -version ] && { echo 'openjdk version \"25.0.1\"' >&2; exit 0; }\necho start >>" + starts
                        + "\n" + body);
    }

    private void script(String name, String body) throws IOException {
        Path file = home.resolve("jdk/bin").resolve(name);
        Files.write(file, List.of("#!/bin/sh", body));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private boolean ours(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(home.toString());
    }
}
