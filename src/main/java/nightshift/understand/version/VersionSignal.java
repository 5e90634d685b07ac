package nightshift.understand.version;

import java.util.List;
import java.util.Optional;
import nightshift.fact.telemetry.SignalRole;
import nightshift.understand.version.VersionRows.Row;

/// What a version is judged by, and how two versions are compared.
enum VersionSignal {
    /// Share of its instances that are ready, worse when it falls. Only a version that stays far from ready
    /// fails: a healthy rollout is half ready for a while.
    READINESS(SignalRole.READINESS) {
        @Override
        Optional<Double> chanceOfWorse(List<Row> before, List<Row> after) {
            boolean stuck = after.stream().allMatch(row -> row.value() < 0.4);
            if (!stuck || VersionRows.mean(before) < 0.8) {
                return Optional.empty();
            }
            return Optional.of(Significance.ofShareRising(
                    missing(before), VersionRows.count(before), missing(after), VersionRows.count(after)));
        }

        private static long missing(List<Row> rows) {
            return Math.round((1 - VersionRows.mean(rows)) * VersionRows.count(rows));
        }
    },
    /// Share of its answers that are errors, worse when it rises by a point and doubles.
    ERRORS(SignalRole.REQUEST_ERRORS) {
        @Override
        Optional<Double> chanceOfWorse(List<Row> before, List<Row> after) {
            double was = VersionRows.mean(before);
            double is = VersionRows.mean(after);
            if (is < was + 0.01 || is < 2 * was) {
                return Optional.empty();
            }
            return Optional.of(Significance.ofShareRising(
                    failures(before), VersionRows.count(before), failures(after), VersionRows.count(after)));
        }

        private static long failures(List<Row> rows) {
            return Math.round(VersionRows.mean(rows) * VersionRows.count(rows));
        }
    },
    /// Seconds of its answers, their p95 or else their mean, worse when they rise by 30 % and 2 ms.
    LATENCY(SignalRole.REQUEST_LATENCY) {
        @Override
        Optional<Double> chanceOfWorse(List<Row> before, List<Row> after) {
            double was = VersionRows.mean(before);
            double is = VersionRows.mean(after);
            if (is < 1.3 * was || is < was + 0.002) {
                return Optional.empty();
            }
            return Optional.of(Significance.ofMeanRising(VersionRows.values(before), VersionRows.values(after)));
        }
    };

    private final SignalRole role;

    VersionSignal(SignalRole role) {
        this.role = role;
    }

    /// What signals of that role are compared as; empty when they say nothing about a version.
    static Optional<VersionSignal> of(SignalRole role) {
        for (VersionSignal signal : values()) {
            if (signal.role == role) {
                return Optional.of(signal);
            }
        }
        return Optional.empty();
    }

    SignalRole role() {
        return role;
    }

    /// Probability that the second sample is so much worse by chance; empty when it isn't worse by enough to
    /// matter.
    abstract Optional<Double> chanceOfWorse(List<Row> before, List<Row> after);
}
