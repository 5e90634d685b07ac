package nightshift.understand.version;

import java.util.Comparator;
import java.util.List;
import nightshift.fact.Change;

/// Whether a change was undone: the version before it runs again, or is about to.
public final class TakenBack {
    private TakenBack() {}

    /// What is wrong still is not its doing, and there is nothing left to go back from.
    ///
    /// @param changes of the last hours
    public static boolean is(Change change, List<Change> changes) {
        return !change.previousVersion().isEmpty()
                && changes.stream()
                        .filter(later -> later.kind().altersBehaviour()
                                && later.service().equals(change.service())
                                && later.at().isAfter(change.at()))
                        .max(Comparator.comparing(Change::at))
                        .filter(last -> last.version().equals(change.previousVersion()))
                        .isPresent();
    }
}
