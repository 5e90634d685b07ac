package nightshift;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.SignalRole;

/// Just the readings that a test lists, found by looking at each.
///
/// @param newest end of the newest closed window
/// @param all of them
public record ListedReadings(Instant newest, List<Reading> all) implements Readings {
    public ListedReadings {
        all = List.copyOf(all);
    }

    @Override
    public List<Reading> of(EntityId entity, String signal) {
        return all.stream()
                .filter(reading -> reading.key().entity().equals(entity)
                        && reading.key().signal().name().equals(signal))
                .toList();
    }

    @Override
    public List<Reading> of(EntityId entity, SignalRole role) {
        return all.stream()
                .filter(reading -> reading.key().entity().equals(entity)
                        && reading.key().signal().role() == role)
                .toList();
    }

    @Override
    public Optional<Reading> of(SeriesKey key) {
        return all.stream().filter(reading -> reading.key().equals(key)).findFirst();
    }
}
