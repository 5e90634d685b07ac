package nightshift.observe.intake;

import java.time.Instant;
import java.util.List;
import nightshift.fact.Change;
import nightshift.fact.inventory.ClusterView;
import nightshift.fact.inventory.WatchStatus;

/// Where whoever follows a cluster's API server hands over what it shows. When a call returns, what it brought is
/// applied. Safe from any thread.
public interface ClusterIntake {
    /// Applies a view, and what was changed since the one before.
    ///
    /// @param status whether it can be followed; a view that is not believed any more is let go of
    /// @param now by the intake's clock
    void cluster(ClusterView view, List<Told> changes, WatchStatus status, Instant now);

    /// A change as the API server shows it.
    ///
    /// @param change of a workload
    /// @param template hash of the pods that it makes; empty when it makes none
    record Told(Change change, String template) {}
}
