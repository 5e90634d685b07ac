package nightshift.understand.version;

import java.util.List;
import java.util.Optional;
import nightshift.understand.version.VersionRows.Row;

/// The new version of a service against the old one, by one signal.
///
/// @param signal what they are judged by
/// @param before rows of the old version before the change
/// @param beside rows of the old version in the same minutes as the new one; empty once it is gone
/// @param after latest rows of the new version, once it is warm
record VersionComparison(VersionSignal signal, List<Row> before, List<Row> beside, List<Row> after) {
    private static final double UNLIKELY = 0.01;

    /// The larger of the probabilities that the new version is so much worse than the old one before, and
    /// beside it, by chance; empty when it can't be told, or isn't worse than both.
    Optional<Double> chanceOfWorse() {
        if (!enough(after)) {
            return Optional.empty();
        }
        Optional<Double> chance = Optional.empty();
        for (List<Row> old : List.of(before, beside)) {
            if (enough(old)) {
                Optional<Double> against = signal.chanceOfWorse(old, after);
                if (against.isEmpty()) {
                    return Optional.empty();
                }
                chance = Optional.of(Math.max(against.get(), chance.orElse(0.0)));
            }
        }
        return !enough(beside) && underMoreLoad() ? Optional.empty() : chance;
    }

    /// Whether the new version alone answers clearly more than the old one did: then only an old one beside it could
    /// tell which of them is to blame, version or load.
    private boolean underMoreLoad() {
        return switch (signal) {
            case READINESS -> false;
            case ERRORS, LATENCY -> perWindow(after) > RegressionConfig.MORE_LOAD * perWindow(before);
        };
    }

    private static double perWindow(List<Row> rows) {
        return rows.isEmpty() ? 0 : VersionRows.count(rows) / (double) rows.size();
    }

    /// What the old version did: before the change, or beside the new version where it was too young for
    /// that.
    double was() {
        return VersionRows.mean(enough(before) ? before : beside);
    }

    /// What the new version does.
    double is() {
        return VersionRows.mean(after);
    }

    /// Whether a row of the new version is nearer to what it does now than to what the old one did.
    boolean worse(Row row) {
        return worse(row.value());
    }

    /// Whether a value is nearer to what the new version does now than to what the old one did.
    boolean worse(double value) {
        double middle = (was() + is()) / 2;
        return is() > was() ? value > middle : value < middle;
    }

    /// Whether a version that is bad from its start could not have had these good rows: three of them, and
    /// for a share of errors so many requests that at least one would have failed.
    boolean exoneratedBy(List<Row> well) {
        boolean telling = switch (signal) {
            case READINESS, LATENCY -> true;
            case ERRORS -> Math.pow(1 - is(), VersionRows.count(well)) < UNLIKELY;
        };
        return telling && well.size() >= RegressionConfig.LEAST_WINDOWS;
    }

    /// Whether rows are so many, of so many requests, that they say something.
    boolean enough(List<Row> rows) {
        boolean requests = switch (signal) {
            case READINESS -> true;
            case ERRORS, LATENCY -> VersionRows.count(rows) >= RegressionConfig.LEAST_REQUESTS;
        };
        return requests && rows.size() >= RegressionConfig.LEAST_WINDOWS;
    }
}
