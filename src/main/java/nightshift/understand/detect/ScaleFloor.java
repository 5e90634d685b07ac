package nightshift.understand.detect;

import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalDomain;
import nightshift.fact.telemetry.SignalKind;
import nightshift.fact.telemetry.SignalRole;

/// Below which size a residual of a signal can't mean anything, whatever its past: one event more or less in a
/// window, the noise of counting, a few percent of a duration. Keeps counts, ratios and flat lines from looking
/// infinitely surprising.
final class ScaleFloor {
    /// 75 % quantile of the size of a standard normal value.
    private static final double NORMAL_QUANTILE = 1.15;

    private ScaleFloor() {}

    /// @param value of the window, in the signal's unit
    /// @param forecast in the signal's unit
    /// @param count observations in the window
    /// @param seconds length of the window
    static double of(Signal signal, double value, double forecast, double count, double seconds) {
        double level = Math.abs(forecast);
        if (signal.domain() == SignalDomain.RATIO && signal.combine() == Signal.Combine.WEIGHTED) {
            return ratio(level, Math.max(count, 1));
        }
        // cores are written in braces as events are, and come in any fraction
        boolean counted =
                (signal.unit().startsWith("{") || signal.unit().equals("1/s")) && signal.role() != SignalRole.PROCESSOR;
        if (counted && signal.kind() == SignalKind.RATE) {
            return Math.max(1 / seconds, NORMAL_QUANTILE * Math.sqrt(level / seconds));
        }
        if (counted) {
            return Math.max(0.25, 0.25 * Math.sqrt(level));
        }
        return switch (signal.unit()) {
            case "1" -> 0.005;
            case "s" -> Math.max(1e-4, level * (signal.meaning().percentile() > 0 ? percentile(count) : 0.03));
            default -> Math.max(0.01 * level, fromNothing(value, level));
        };
    }

    /// As a share of it: the error of a sketch, and some of the noise of the p95 of few requests. Its
    /// standard error is `sqrt(q (1 - q) / n) / f(q)`: 0.85 over the root of `n` where logarithms differ
    /// by 0.4 as those of one service do; half of that, since a series' own past tells the rest.
    private static double percentile(double count) {
        return Math.max(0.046, 0.4 / Math.sqrt(Math.max(count, 1)));
    }

    /// Where all is zero and the unit tells nothing, a first value is remarkable, but nobody can say how much.
    private static double fromNothing(double value, double level) {
        double size = Math.abs(value);
        return level <= 1e-6 * size ? Math.max(1e-9, size / 6) : 1e-9;
    }

    private static double ratio(double level, double count) {
        double share = Math.min(level, 1);
        return Math.max(1 / count, NORMAL_QUANTILE * Math.sqrt(share * (1 - share) / count));
    }
}
