package nightshift.act.kubernetes;

import java.util.List;

/// Which revisions of a workload stayed healthy for long enough to go back to. Safe from any thread.
public interface KnownGood {
    /// @param workload uid of it
    /// @return hashes of their pod templates (of a StatefulSet or DaemonSet the names of their revisions), the
    ///     newest first
    List<String> templates(String workload);
}
