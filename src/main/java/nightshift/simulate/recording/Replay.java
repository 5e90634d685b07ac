package nightshift.simulate.recording;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.fact.decision.Remedy;
import nightshift.simulate.target.ActionAddress;
import nightshift.simulate.trial.Candidate;
import nightshift.simulate.trial.Statement;
import nightshift.simulate.trial.TrialDirectory;
import nightshift.simulate.trial.TrialSetup;
import org.jspecify.annotations.Nullable;

/// Plays a recording to a whole Nightshift: its clock stands at each request's own arrival when the request comes in,
/// and it goes round once a second. Nothing is shifted, since the clock is the recording's.
public final class Replay {
    /// Where nothing listens; a paused Nightshift dispatches nothing.
    private static final ActionAddress NOWHERE =
            new ActionAddress(URI.create("http://127.0.0.1:9/actions"), "nobody obeys in a recording");

    private final ReplayTrial.Factory factory;
    private final Candidate candidate;
    private final List<Statement> statements = new ArrayList<>();
    private volatile Instant now = Instant.EPOCH;

    /// @param candidate what is put on trial; it acts in no case
    public Replay(ReplayTrial.Factory factory, Candidate candidate) {
        this.factory = factory;
        this.candidate = new Candidate(candidate.rules(), candidate.models(), candidate.modes(), false);
    }

    /// What the product said and decided.
    ///
    /// @param seconds that the recording lasts
    /// @param statements of incidents, whenever something of one changed, in their order
    /// @param decisions oldest first
    public record Heard(long seconds, List<Statement> statements, List<Remedy> decisions) {
        public Heard {
            statements = List.copyOf(statements);
            decisions = List.copyOf(decisions);
        }
    }

    /// Plays a file from its beginning to its end. Takes about a second of processor time for a minute of a small
    /// system.
    ///
    /// @param restart when the product is ended and started again on the same data; null for never
    /// @throws RecordingException when the file can't be read or a request is refused
    public Heard play(Path file, @Nullable Instant restart) {
        try (Recording recording = Recording.open(file);
                TrialDirectory directory = new TrialDirectory()) {
            Optional<RecordedRequest> first = recording.next();
            Instant begin = first.map(RecordedRequest::arrived)
                    .orElseThrow(() -> new RecordingException(file + " holds no request"));
            now = begin.truncatedTo(ChronoUnit.SECONDS);
            Playing playing = new Playing(directory.path(), restart);
            try {
                for (Optional<RecordedRequest> next = first; next.isPresent(); next = recording.next()) {
                    playing.take(next.get());
                }
                return playing.end(begin);
            } finally {
                playing.trial.close();
            }
        }
    }

    /// One play of one file.
    private final class Playing {
        private final Path directory;
        private @Nullable Instant restart;
        private ReplayTrial trial;
        private Instant turn = now;

        Playing(Path directory, @Nullable Instant restart) {
            this.directory = directory;
            this.restart = restart;
            this.trial = open();
            statements.clear();
        }

        private ReplayTrial open() {
            return factory.open(new TrialSetup(() -> now, directory, NOWHERE, candidate));
        }

        void take(RecordedRequest request) {
            while (!turn.isAfter(request.arrived())) {
                goRound();
            }
            now = request.arrived().isAfter(now) ? request.arrived() : now;
            trial.take(request);
        }

        private void goRound() {
            now = turn;
            trial.step(now);
            turn = turn.plusSeconds(1);
            if (restart != null && !now.isBefore(restart)) {
                statements.addAll(trial.statements());
                trial.close();
                trial = open();
                restart = null;
            }
        }

        Heard end(Instant begin) {
            goRound();
            statements.addAll(trial.statements());
            return new Heard(begin.until(now, ChronoUnit.SECONDS), statements, trial.decisions());
        }
    }
}
