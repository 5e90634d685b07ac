package nightshift.act;

import java.time.Instant;
import java.util.List;
import nightshift.fact.Assessment;
import nightshift.fact.Command;
import nightshift.fact.Decision;
import nightshift.fact.Outcome;

/// The acting stage. Owned by the loop's thread; never blocks it.
public final class Dispatcher {
    /// Starts what is new, polls, verifies and undoes what is in flight.
    ///
    /// @return what changed since the last call: an outcome when an action starts, is answered, is settled
    public List<Outcome> advance(List<Decision> decisions, List<Command> orders, Assessment belief, Instant now) {
        return List.of();
    }

    /// Whether the kill switch is on. Safe from any thread.
    public boolean paused() {
        return false;
    }
}
