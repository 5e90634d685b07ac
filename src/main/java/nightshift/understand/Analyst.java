package nightshift.understand;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.fact.Assessment;
import nightshift.fact.EntityId;
import nightshift.fact.ForecasterStatus;
import nightshift.fact.Outcome;
import nightshift.fact.Reading;
import nightshift.fact.Readings;
import nightshift.fact.SeriesKey;
import nightshift.fact.Snapshot;
import nightshift.fact.Watch;

/// The understanding stage. Owned by the loop's thread.
public final class Analyst {
    private static final Readings NONE = new Readings() {
        @Override
        public List<Reading> of(EntityId entity, String signal) {
            return List.of();
        }

        @Override
        public Optional<Reading> of(SeriesKey key) {
            return Optional.empty();
        }

        @Override
        public List<Reading> all() {
            return List.of();
        }

        @Override
        public Instant newest() {
            return Instant.EPOCH;
        }
    };

    /// What to believe now.
    ///
    /// @param seen what closed since the last turn
    /// @param last what came of decisions since the last turn
    /// @param watches thresholds that rules ask for at present
    public Assessment assess(Snapshot seen, List<Outcome> last, List<Watch> watches) {
        return new Assessment(
                seen.now(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                seen.changes(),
                seen.dependencies(),
                NONE,
                new ForecasterStatus("none", "0", true, "no forecaster yet"));
    }

    /// The recent past of a series for a plot, oldest first; empty for a series that never was. Safe from any thread.
    public List<nightshift.fact.HistoryPoint> history(SeriesKey key) {
        return List.of();
    }
}
