package nightshift.understand.symptom;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Patience;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalMeaning;
import org.jspecify.annotations.Nullable;

/// Where one signal of one entity stands, whatever attributes split it into series.
///
/// @param signal what is measured
/// @param value of the newest window, in the signal's unit
/// @param expected the band
/// @param confidence that the value is abnormal, the highest of the series
/// @param at end of the newest window
/// @param step of the slowest of the series
/// @param mean of what is behind the value; null where the value is no percentile, or its mean is not known
public record Measurement(
        Signal signal,
        double value,
        Band expected,
        double confidence,
        Instant at,
        Duration step,
        @Nullable Mean mean) {
    /// Of a rise of a percentile, the mean rises by this share at least: so many are above it.
    private static final double LEAST_OF_RISE = 1 - SignalMeaning.JUDGED / 100.0;

    /// The mean of durations whose percentile is judged.
    ///
    /// @param now of the newest window
    /// @param usual as the band has the percentile
    public record Mean(double now, double usual) {}

    /// How much more than usual falls on each of the observations. Of durations that is their mean,
    /// since quantiles don't add up: what is slow in one of ten answers moves their p95 by all of its
    /// delay, and each answer by a tenth.
    public double extra() {
        double extra = value - expected.forecast();
        return mean == null ? extra : Math.max(mean.now() - mean.usual(), LEAST_OF_RISE * extra);
    }

    /// The series without attributes; else all series of the newest window, added up or averaged.
    public static Optional<Measurement> of(Readings readings, EntityId entity, String signal) {
        return of(readings.of(entity, signal));
    }

    /// @param series all series of one signal of one entity
    public static Optional<Measurement> of(List<Reading> series) {
        for (Reading reading : series) {
            if (reading.key().attributes().isEmpty()) {
                return Optional.of(of(reading));
            }
        }
        return series.isEmpty() ? Optional.empty() : Optional.of(combined(series));
    }

    public static Measurement of(Reading reading) {
        return new Measurement(
                reading.key().signal(),
                reading.value(),
                reading.expected(),
                reading.confidence(),
                reading.windowEnd(),
                reading.step(),
                meanOf(reading));
    }

    private static @Nullable Mean meanOf(Reading reading) {
        Reading.Spread spread = reading.spread();
        return spread == null || Double.isNaN(reading.usualMean())
                ? null
                : new Mean(spread.steadyMean(reading.value()), reading.usualMean());
    }

    /// The same against another band.
    Measurement against(Band other) {
        double times = expected.forecast() > 0 ? other.forecast() / expected.forecast() : 1;
        Mean then = mean == null ? null : new Mean(mean.now(), times * mean.usual());
        return new Measurement(signal, value, other, confidence, at, step, then);
    }

    /// Whether it is recent enough to say something about now.
    ///
    /// @param newest end of the newest window of any series
    /// @param silent so long without data is silence
    public boolean fresh(Instant newest, Patience silent) {
        return at.plus(silent.lasting(step)).isAfter(newest);
    }

    /// How many half-widths of the band the value is away from the forecast, on that side; 1 is the band's
    /// edge, and negative is the other side.
    public double excess(Direction direction) {
        return excess(signal, direction, value, expected);
    }

    /// The same against a band remembered from earlier.
    public static double excess(Signal signal, Direction direction, double value, Band band) {
        double floor = signal.materiality().floor();
        double fivePercent = 0.05 * Math.abs(band.forecast());
        return switch (direction) {
            case UP -> (value - band.forecast()) / scale(band.high() - band.forecast(), fivePercent, floor);
            case DOWN -> (band.forecast() - value) / scale(band.forecast() - band.low(), fivePercent, floor);
        };
    }

    private static double scale(double halfWidth, double fivePercent, double floor) {
        return Math.max(1e-9, Math.max(halfWidth, Math.max(fivePercent, floor)));
    }

    /// Parts whose senders export at other moments count as long as the last thing that each said is in force.
    private static Measurement combined(List<Reading> series) {
        Instant newest =
                series.stream().map(Reading::windowEnd).max(Instant::compareTo).orElseThrow();
        List<Reading> fresh = series.stream()
                .filter(reading -> reading.windowEnd().plus(reading.step()).isAfter(newest))
                .toList();
        Signal signal = fresh.getFirst().key().signal();
        double share = signal.addsUp() ? 1 : 1.0 / fresh.size();
        double value = 0;
        double low = 0;
        double forecast = 0;
        double high = 0;
        double now = 0;
        double usual = 0;
        double confidence = 0;
        Duration step = Duration.ZERO;
        for (Reading reading : fresh) {
            value += share * reading.value();
            low += share * reading.expected().low();
            forecast += share * reading.expected().forecast();
            high += share * reading.expected().high();
            Mean mean = meanOf(reading);
            now += mean == null ? Double.NaN : share * mean.now();
            usual += mean == null ? Double.NaN : share * mean.usual();
            confidence = Math.max(confidence, reading.confidence());
            step = step.compareTo(reading.step()) < 0 ? reading.step() : step;
        }
        Band band = new Band(Math.min(low, forecast), forecast, Math.max(forecast, high));
        Mean mean = Double.isNaN(now) ? null : new Mean(now, usual);
        return new Measurement(signal, value, band, confidence, newest, step, mean);
    }
}
