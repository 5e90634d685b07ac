package nightshift.app.assembly;

import java.util.List;
import java.util.function.Function;
import nightshift.act.kubernetes.KnownGood;

/// Which revisions of a workload may be gone back to, by the journal: which is there only after what it acts with, so
/// that it is followed later. Before that nothing is known.
public final class ProvenRevisions implements KnownGood {
    private volatile Function<String, List<nightshift.fact.inventory.KnownGood>> journal = uid -> List.of();

    /// @param known by the uid of a workload, the one that proved good last first; may be asked from any thread
    public void follow(Function<String, List<nightshift.fact.inventory.KnownGood>> known) {
        journal = known;
    }

    @Override
    public List<String> templates(String workload) {
        return journal.apply(workload).stream()
                .map(nightshift.fact.inventory.KnownGood::template)
                .toList();
    }
}
