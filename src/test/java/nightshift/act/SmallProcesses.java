package nightshift.act;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Small mains as processes of their own, to be killed.
final class SmallProcesses {
    private static final List<String> LIBRARIES = List.of(
            "classes",
            "test-classes",
            "sqlite",
            "jdbi",
            "geantyref",
            "caffeine",
            "flyway",
            "jackson",
            "slf4j",
            "snakeyaml",
            "jspecify",
            "kubernetes-",
            "zjsonpatch");

    private final Path directory;
    private final List<Process> processes = new ArrayList<>();

    /// @param directory that takes what they complain of
    SmallProcesses(Path directory) {
        this.directory = directory;
    }

    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    Process java(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                main));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(directory.resolve("errors").toFile())
                .start();
        processes.add(process);
        return process;
    }

    /// Only what the small mains use: a process that is killed and started again should not open three hundred jars.
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> LIBRARIES.stream().anyMatch(new File(entry).getName()::startsWith))
                .collect(joining(File.pathSeparator));
    }

    /// The first line of output with this beginning.
    static String line(Process process, String beginning) throws IOException {
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String line = output.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = output.readLine();
        }
        return String.valueOf(line);
    }
}
