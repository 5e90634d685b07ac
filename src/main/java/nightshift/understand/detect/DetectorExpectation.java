package nightshift.understand.detect;

import nightshift.fact.telemetry.Signal;

/// What one window of one series should be, before its value is looked at.
///
/// @param forecast the single best guess
/// @param low the lower of the two forecasts
/// @param high the higher of the two
/// @param floor below which a residual means nothing
/// @param trust in (0,1]: less than 1 when the value was made from fewer observations than usual
/// @param memory of the slow level, in rows
record DetectorExpectation(double forecast, double low, double high, double floor, double trust, double memory) {
    private static final double LEAST_MEMORY = 24;

    /// @param value of the window
    /// @param count observations behind it
    /// @param model the forecast of the model
    /// @param second the forecast of the fallback
    static DetectorExpectation of(
            DetectorTrack track, DetectorConfig config, double value, long count, double model, double second) {
        int step = track.step().spacing();
        Signal signal = track.key().signal();
        return new DetectorExpectation(
                model,
                Math.min(model, second),
                Math.max(model, second),
                ScaleFloor.of(signal, value, model, track.usualCount(), step),
                trust(signal, count, track.usualCount()),
                Math.max(LEAST_MEMORY, (double) config.slow().toSeconds() / step));
    }

    private static double trust(Signal signal, long count, double usualCount) {
        // an average of fewer observations is noisier by the root of their number; the level of a gauge is not
        boolean averaged = signal.combine() == Signal.Combine.WEIGHTED;
        return averaged && usualCount > 0 ? Math.sqrt(Math.min(1, Math.max(count, 1) / usualCount)) : 1;
    }
}
