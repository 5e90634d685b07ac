package nightshift.app.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import nightshift.app.assembly.Shared;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;
import nightshift.simulate.recording.RecordedTruth;
import nightshift.simulate.recording.RecordingException;
import nightshift.simulate.recording.Replay;
import nightshift.simulate.recording.ReplayJudge;
import nightshift.simulate.recording.ReplayVerdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `replay FILE`: a recording of real telemetry, by its truth.
@Command(
        description = {
            "Plays recorded telemetry to a whole Nightshift at its real arrival times, on a moved clock, and prints what",
            "was seen, blamed and decided against what was really done. Nothing is acted on. Exit code 1 when something",
            "is not as it should be."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final List<String> HEAD =
            List.of("FAULT", "ON", "SEEN AFTER", "FIRST", "KIND", "INCIDENTS", "DECIDED", "FAILED");

    @Mixin
    private Output output = new Output();

    @Mixin
    private CandidateOptions candidate = new CandidateOptions();

    @Parameters(paramLabel = "FILE", description = "Such as recordings/short.otlp.zst.")
    private Path file = Path.of("");

    @Option(names = "--truth", paramLabel = "FILE", description = "What was really done (default: X.truth.json).")
    private @Nullable Path truth;

    @Option(names = "--restart", paramLabel = "S", description = "End the product after S seconds and start it again.")
    private @Nullable Integer restart;

    @Override
    public Integer call() {
        long before = WorldScoring.Effort.processorNanos();
        try (Shared shared = Shared.open(candidate.models())) {
            RecordedTruth really = RecordedTruth.read(truth == null ? RecordedTruth.besides(file) : truth);
            Instant at = restart == null ? null : really.begin().plusSeconds(restart);
            Replay.Heard heard = new Replay(new Trials(shared), candidate.candidate()).play(file, at);
            ReplayVerdict verdict = new ReplayJudge(really).judge(heard);
            print(really, verdict);
            Duration spent = Duration.ofNanos(WorldScoring.Effort.processorNanos() - before);
            output.line(String.format(
                    Locale.ROOT,
                    "%d s of telemetry in %.1f s of processor time",
                    heard.seconds(),
                    spent.toMillis() / 1e3));
            output.object(told(verdict, heard.seconds(), spent));
            return verdict.failures().isEmpty() ? ExitCode.OK : ExitCode.NOT_DONE;
        } catch (RecordingException unusable) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, String.valueOf(unusable.getMessage()));
        }
    }

    private void print(RecordedTruth really, ReplayVerdict verdict) {
        List<List<String>> rows = new ArrayList<>();
        for (ReplayVerdict.OnFault one : verdict.faults()) {
            Duration seen = one.seenAfter();
            rows.add(List.of(
                    one.fault().name() + (one.fault().trap() ? " (trap)" : ""),
                    Duration.between(really.begin(), one.fault().on()).toSeconds() + " s",
                    seen == null ? "-" : seen.toSeconds() + " s",
                    one.blamed() == null ? "-" : one.blamed(),
                    one.kind() == null ? "-" : one.kind().name().toLowerCase(Locale.ROOT),
                    Integer.toString(one.incidents()),
                    one.decided().isEmpty() ? "-" : String.join(", ", one.decided()),
                    String.join("; ", one.failures())));
        }
        output.table(HEAD, rows);
        output.line("");
        verdict.quiet()
                .forEach(one -> output.line("quiet after " + one.after() + ": " + one.what() + ": " + one.detail()));
    }

    private static Map<String, Object> told(ReplayVerdict verdict, long seconds, Duration spent) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("seconds", seconds);
        told.put("processorTime", spent);
        told.put("faults", verdict.faults());
        told.put("quiet", verdict.quiet());
        told.put("failures", verdict.failures());
        return told;
    }
}
