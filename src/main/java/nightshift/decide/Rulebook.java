package nightshift.decide;

import java.time.Instant;
import java.util.List;
import nightshift.fact.Assessment;
import nightshift.fact.Decision;
import nightshift.fact.Outcome;
import nightshift.fact.Watch;

/// The deciding stage. Owned by the loop's thread.
public final class Rulebook implements AutoCloseable {
    /// New decisions only: a finding that was decided before is not decided again.
    public List<Decision> decide(Assessment belief, List<Outcome> last, Instant now) {
        return List.of();
    }

    /// The thresholds that the live rules ask for.
    public List<Watch> watches() {
        return List.of();
    }

    /// Applies a person's override of a rule's mode from this turn on.
    public void setMode(nightshift.fact.Command.SetMode order) {}

    /// The live rules and what is wrong with the files. Safe from any thread.
    public nightshift.fact.RulebookStatus status() {
        return new nightshift.fact.RulebookStatus("", Instant.EPOCH, List.of(), List.of());
    }

    /// Stops watching the files and lets the rules go.
    @Override
    public void close() {}
}
