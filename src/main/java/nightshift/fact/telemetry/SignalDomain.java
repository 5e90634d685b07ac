package nightshift.fact.telemetry;

/// Which values a signal can have at all. Every band and every plot keeps to it.
public enum SignalDomain {
    /// A share, 0..1.
    RATIO(0, 1),
    /// Counted or sized, not negative.
    COUNT(0, Double.POSITIVE_INFINITY),
    /// Seconds that something took, not negative.
    DURATION(0, Double.POSITIVE_INFINITY),
    /// Anything.
    FREE(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    private final double low;
    private final double high;

    SignalDomain(double low, double high) {
        this.low = low;
        this.high = high;
    }

    /// The least value there is.
    public double low() {
        return low;
    }

    /// The greatest value there is.
    public double high() {
        return high;
    }

    /// The part of a band that lies in it; a band wholly outside becomes the nearest end.
    public Band within(Band band) {
        return new Band(clamp(band.low()), clamp(band.forecast()), clamp(band.high()));
    }

    private double clamp(double value) {
        return Math.clamp(value, low, high);
    }
}
