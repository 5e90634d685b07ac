package nightshift.understand.detect;

import nightshift.fact.telemetry.Band;

/// What a window's value was worth.
///
/// @param band where it was expected; the value is outside exactly when `confidence` is 0.99 or more
/// @param confidence 1 minus the tail probability, not capped
/// @param fast residual against the forecast, in scales
/// @param slow distance from the slow level, in scales
/// @param residual against the forecast, in the signal's unit
record DetectorVerdict(Band band, double confidence, double fast, double slow, double residual) {
    /// From this confidence on a value is outside of its band.
    static final double OUTSIDE = 0.99;

    /// Of a value that is only known from the same time of other days: neither here nor there.
    private static final double HABITUAL = 0.5;

    boolean outside() {
        return confidence >= OUTSIDE;
    }

    /// The same value, expected after all.
    DetectorVerdict within(double value) {
        Band wider = new Band(Math.min(band.low(), value), band.forecast(), Math.max(band.high(), value));
        return new DetectorVerdict(wider, HABITUAL, fast, slow, residual);
    }
}
