package nightshift.simulate.trial;

import java.time.Instant;
import java.util.List;
import nightshift.fact.Change;
import nightshift.fact.Incident;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Remedy;

/// A whole Nightshift on trial in a world. Made by a [TrialFactory], used by one thread.
///
/// The world sends its telemetry to [#otlpPort] and awaits the acks, moves its clock, and calls [#step]: the same
/// code runs live.
public interface Trial extends AutoCloseable {
    /// The loopback port that takes OTLP over gRPC.
    int otlpPort();

    /// One turn of the loop at world time `now`; returns when all that the turn set off has been answered.
    void step(Instant now);

    /// Hears what a person orders, such as the approval of a decision.
    void submit(Command command);

    /// Hears of a change that somebody told, as over REST.
    void tell(Change change);

    /// All incidents so far, open and closed, oldest first.
    List<Incident> incidents();

    /// All that was said of incidents so far, whenever it changed: the opening first.
    List<Statement> statements();

    /// All decisions so far with what came of them, oldest first.
    List<Remedy> decisions();

    @Override
    void close();
}
