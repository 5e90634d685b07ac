package nightshift.observe;

import java.time.Instant;
import java.util.List;
import nightshift.fact.Change;
import nightshift.fact.SeriesDirectory;
import nightshift.fact.SeriesKey;
import nightshift.fact.Snapshot;

/// The observing stage.
public final class Observer {
    private static final SeriesDirectory EMPTY = new SeriesDirectory() {
        @Override
        public int size() {
            return 0;
        }

        @Override
        public SeriesKey key(int series) {
            throw new IndexOutOfBoundsException(series);
        }
    };

    /// What closed since the last call. Called by the loop's thread alone.
    public Snapshot snapshot(Instant now) {
        return new Snapshot(now, EMPTY, List.of(), List.of(), List.of(), List.of());
    }

    /// Takes in a change that was told over REST. Safe from any thread.
    public void change(Change change) {}

    /// What came in and what was dropped. Safe from any thread.
    public nightshift.fact.IntakeStatus status() {
        return new nightshift.fact.IntakeStatus(0, java.util.Map.of(), 0);
    }
}
