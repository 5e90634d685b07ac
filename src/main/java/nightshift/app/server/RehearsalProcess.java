package nightshift.app.server;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.decide.DecideConfig;
import nightshift.decide.compile.EvaluationLimits;
import nightshift.decide.live.Rehearsal;
import nightshift.decide.live.RehearsalConfig;
import nightshift.decide.rulefile.RuleFile;
import nightshift.decide.rulefile.RuleFiles;
import nightshift.fact.decision.RuleProblem;

/// Rehearses in a process of its own, with a heap and a time of its own: what is too much for it costs
/// the server nothing. What passed is remembered by [RehearsedFiles], so that the same files cost
/// nothing at the next start. It starts another JVM of the same Java with the same classes, or takes the
/// one that waits. Safe from any thread.
public final class RehearsalProcess implements Rehearsal, AutoCloseable {
    /// By which a JVM ends that has no memory left, as it is told to.
    private static final int OUT_OF_MEMORY = 3;

    /// What the product and the engine take for their classes is a third of it; what rules add is
    /// bounded all the same.
    private static final String CLASSES = "256m";

    private static final Duration LOOK = Duration.ofMillis(100);

    /// So long is waited for what one that has ended said.
    private static final Duration HEARD = Duration.ofSeconds(10);

    /// What waits takes no time of the processor: it is ended after so many times as long, counted in looks.
    private static final int PATIENCE = 10;

    private final RehearsalConfig config;
    private final int steps;
    private final RehearsedFiles passed;
    private final WaitingChild waiting;

    /// @param steps of a rule in one turn
    /// @param passed what did already
    RehearsalProcess(RehearsalConfig config, int steps, RehearsedFiles passed) {
        this.config = config;
        this.steps = steps;
        this.passed = passed;
        this.waiting = new WaitingChild(Stream.concat(command(config).stream(), Stream.of(RehearsalChild.WAITS))
                .toList());
    }

    /// For whoever checks files and keeps nothing.
    public static Rehearsal once() {
        return new RehearsalProcess(RehearsalConfig.defaults(), EvaluationLimits.STEPS, RehearsedFiles.shippedOnly());
    }

    /// For whoever measures what an edit takes.
    public static RehearsalProcess measured(boolean waiting, Path data) {
        RehearsalConfig usual = RehearsalConfig.defaults();
        return new RehearsalProcess(
                new RehearsalConfig(usual.megabytes(), usual.time(), waiting, Rehearsal.NONE),
                EvaluationLimits.STEPS,
                new RehearsedFiles(data, "measured"));
    }

    /// For a server.
    ///
    /// @param data where is kept what passed
    static RehearsalProcess of(DecideConfig config, Path data) {
        RehearsalConfig limits = config.live().rehearsal();
        int steps = config.evaluation().steps();
        String words = limits.megabytes() + " " + limits.time() + " " + steps;
        return new RehearsalProcess(limits, steps, new RehearsedFiles(data, words));
    }

    /// From now on one waits for the next rehearsal, if one is to; replaced after each use, until this is closed.
    public void keepOneWaiting() {
        if (config.waiting()) {
            waiting.begin();
        }
    }

    /// Whether one waits that has compiled something already.
    public boolean oneWaits() {
        return waiting.warm();
    }

    /// Resident memory of the one that waits, in megabytes; 0 where none does or that can't be told.
    public long waitingMegabytes() {
        return waiting.residentMegabytes();
    }

    @Override
    public void close() {
        waiting.close();
    }

    @Override
    public Verdict of(RuleFiles files) {
        RuleFiles unknown = passed.unknown(files);
        if (unknown.files().isEmpty()) {
            return Verdict.PASSED;
        }
        Verdict verdict = rehearse(unknown);
        if (verdict.passed()) {
            passed.add(unknown);
        }
        return verdict;
    }

    private Verdict rehearse(RuleFiles files) {
        try {
            Optional<Process> waited = waiting.take();
            Process process = waited.isPresent() ? waited.get() : WaitingChild.started(command(config));
            try {
                return outcome(files, process);
            } finally {
                process.destroyForcibly();
                waiting.replaceLater();
            }
        } catch (IOException unable) {
            return refused(files, "could not be rehearsed: " + unable.getMessage(), "");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return refused(files, "could not be rehearsed before the server was stopped", "");
        }
    }

    private Verdict outcome(RuleFiles files, Process process) throws IOException, InterruptedException {
        byte[] request = new RehearsalChild.Request(files, steps).written();
        FutureTask<RehearsalChild.Answer> talk = new FutureTask<>(() -> talk(process, request));
        Thread.ofVirtual().name("rehearsal").start(talk);
        boolean ended = ends(process, taken(process));
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        RehearsalChild.Answer answer = answer(talk);
        if (!answer.verdict().isEmpty()) {
            return answer.verdict().getFirst();
        }
        String when = answer.step().isEmpty() ? "" : " while " + answer.step();
        return ended ? broken(files, process.exitValue(), when) : slow(files, when);
    }

    private Verdict slow(RuleFiles files, String when) {
        return refused(
                files,
                "took more than " + config.time().toMillis() + " ms of the processor" + when,
                "write what changed last in simpler form, or raise nightshift.rules.rehearsal.time");
    }

    private Verdict broken(RuleFiles files, int code, String when) {
        return code == OUT_OF_MEMORY
                ? refused(
                        files,
                        "took more than " + config.megabytes() + " MB of memory" + when,
                        "write what changed last in simpler form, or raise nightshift.rules.rehearsal.megabytes")
                : refused(
                        files,
                        "made the process that rehearses them end with exit code " + code + when,
                        "write what changed last in simpler form");
    }

    /// Whether it ends by itself in its time.
    ///
    /// @param before what it took of the processor while it waited
    private boolean ends(Process process, Duration before) throws InterruptedException {
        long looks = PATIENCE * config.time().toMillis() / LOOK.toMillis();
        for (long look = 0; look <= looks; look++) {
            if (process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
            if (taken(process).minus(before).compareTo(config.time()) > 0) {
                return false;
            }
        }
        return false;
    }

    private static Duration taken(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// Tells it the files and hears it to its end. One that takes nothing in holds this up until it is
    /// ended, and nobody else. What it is told stays open: it ends when that does.
    private static RehearsalChild.Answer talk(Process process, byte[] request) throws IOException {
        OutputStream to = process.getOutputStream();
        try {
            to.write(request);
            to.flush();
        } catch (IOException ended) {
            // it has ended already: how, its exit code tells
        }
        return RehearsalChild.Answer.read(new DataInputStream(process.getInputStream()));
    }

    /// Of one that has ended: what it said is there, and is read in no time.
    private static RehearsalChild.Answer answer(FutureTask<RehearsalChild.Answer> talk) throws InterruptedException {
        try {
            return talk.get(HEARD.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException broken) {
            return new RehearsalChild.Answer("", List.of());
        }
    }

    /// Told of the one file that was rehearsed, or of all that were.
    private static Verdict refused(RuleFiles files, String what, String hint) {
        List<String> names = files.files().stream().map(RuleFile::path).toList();
        String file = names.size() == 1 ? names.getFirst() : files.kind().directory();
        String all = names.size() > 1 ? ": one of " + String.join(", ", names) : "";
        return new Verdict(List.of(new RuleProblem(file, 0, "", what + all, hint)), Map.of());
    }

    private static List<String> command(RehearsalConfig config) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + config.megabytes() + "m",
                "-XX:MaxMetaspaceSize=" + CLASSES,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                classPath()));
        command.add(RehearsalChild.class.getName());
        return command;
    }

    /// A packaged server is started from a jar that names no others: they are beside it.
    private static String classPath() {
        String path = System.getProperty("java.class.path");
        Path jar = Path.of(path.isEmpty() ? "." : path.split(File.pathSeparator, 2)[0])
                .toAbsolutePath();
        Path home = jar.getParent();
        if (home == null || !jar.endsWith("quarkus-run.jar")) {
            return path;
        }
        return List.of("app", "lib/boot", "lib/main", "quarkus").stream()
                .map(folder -> home.resolve(folder).resolve("*").toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
