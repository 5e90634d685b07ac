package nightshift.observe.naming;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.UnmappedSignal;

/// Metrics of which the dictionary does not know what they mean, by how much comes of them. At most
/// 1,000 names of about 200 bytes; what comes under more is counted together. Guarded by the observer's
/// lock.
public final class Unmapped {
    /// Names that are told apart.
    static final int LIMIT = 1_000;

    /// What more names are counted under.
    static final String MORE = "(more)";

    private final Map<String, Count> counts = new HashMap<>();

    private static final class Count {
        private final String name;
        private final String unit;
        private final EntityId example;
        private long points;
        private long series;

        Count(String name, String unit, EntityId example) {
            this.name = name;
            this.unit = unit;
            this.example = example;
        }

        UnmappedSignal shown() {
            return new UnmappedSignal(name, unit, points, series, example);
        }
    }

    /// A time series of such a metric was met.
    ///
    /// @return is told of each of its points
    public PointListener meet(String name, String unit, EntityId whose) {
        boolean room = counts.containsKey(name) || counts.size() < LIMIT;
        Count count =
                counts.computeIfAbsent(room ? name : MORE, counted -> new Count(counted, room ? unit : "", whose));
        count.series++;
        return (value, nanos) -> count.points++;
    }

    /// All, the one of which most comes first.
    public List<UnmappedSignal> byVolume() {
        return counts.values().stream()
                .map(Count::shown)
                .sorted(Comparator.comparingLong(UnmappedSignal::points)
                        .reversed()
                        .thenComparing(UnmappedSignal::name))
                .toList();
    }
}
