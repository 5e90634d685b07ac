package nightshift.fact;

import java.time.Instant;
import java.util.List;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.Window;

/// What became visible since the last turn: closed windows oldest first, changes, the calls seen between entities, and
/// who runs where.
///
/// @param now the turn's time; every window ended at or before it, less the allowed lateness
/// @param directory what the numbers in the windows mean
/// @param windows closed since the last snapshot, oldest first; empty in a turn in which none closed
/// @param ended numbers of series that sent nothing for so long that they are over
/// @param changes deployments and the like that arrived since the last snapshot
/// @param dependencies who called whom lately, all of them, not only the new ones
/// @param inventory what runs where, all of it
public record Snapshot(
        Instant now,
        SeriesDirectory directory,
        List<Window> windows,
        List<Integer> ended,
        List<Change> changes,
        List<Dependency> dependencies,
        Inventory inventory) {
    public Snapshot {
        windows = List.copyOf(windows);
        ended = List.copyOf(ended);
        changes = List.copyOf(changes);
        dependencies = List.copyOf(dependencies);
    }

    /// Nothing became visible.
    public static Snapshot nothing(Instant now) {
        return new Snapshot(now, SeriesDirectory.EMPTY, List.of(), List.of(), List.of(), List.of(), Inventory.NOTHING);
    }
}
