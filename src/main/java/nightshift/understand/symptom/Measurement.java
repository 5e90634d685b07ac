package nightshift.understand.symptom;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SignalRole;

/// Where one signal of one entity stands, whatever attributes split it into series.
///
/// @param value of the newest window, in the signal's unit
/// @param expected the band
/// @param confidence that the value is abnormal, the highest of the series
/// @param at end of the newest window
public record Measurement(double value, Band expected, double confidence, Instant at) {
    /// The series without attributes; else all series of the newest window, added up or averaged.
    public static Optional<Measurement> of(Readings readings, EntityId entity, String signal) {
        List<Reading> series = readings.of(entity, signal);
        for (Reading reading : series) {
            if (reading.key().attributes().isEmpty()) {
                return Optional.of(new Measurement(
                        reading.value(), reading.expected(), reading.confidence(), reading.windowEnd()));
            }
        }
        return series.isEmpty() ? Optional.empty() : Optional.of(combined(series));
    }

    /// How many half-widths of the band the value is away from the forecast, on that side; 1 is the band's
    /// edge, and negative is the other side.
    public double excess(Direction direction, SignalRole role) {
        return excess(value, expected, direction, role);
    }

    /// The same against a band remembered from earlier.
    public static double excess(double value, Band band, Direction direction, SignalRole role) {
        double fivePercent = 0.05 * Math.abs(band.forecast());
        return switch (direction) {
            case UP -> (value - band.forecast()) / scale(band.high() - band.forecast(), fivePercent, role);
            case DOWN -> (band.forecast() - value) / scale(band.forecast() - band.low(), fivePercent, role);
        };
    }

    private static double scale(double halfWidth, double fivePercent, SignalRole role) {
        return Math.max(1e-9, Math.max(halfWidth, Math.max(fivePercent, role.floor())));
    }

    private static Measurement combined(List<Reading> series) {
        Instant newest =
                series.stream().map(Reading::windowEnd).max(Instant::compareTo).orElseThrow();
        List<Reading> fresh = series.stream()
                .filter(reading -> reading.windowEnd().equals(newest))
                .toList();
        double share = fresh.getFirst().key().signal().addsUp() ? 1 : 1.0 / fresh.size();
        double value = 0;
        double low = 0;
        double forecast = 0;
        double high = 0;
        double confidence = 0;
        for (Reading reading : fresh) {
            value += share * reading.value();
            low += share * reading.expected().low();
            forecast += share * reading.expected().forecast();
            high += share * reading.expected().high();
            confidence = Math.max(confidence, reading.confidence());
        }
        Band band = new Band(Math.min(low, forecast), forecast, Math.max(forecast, high));
        return new Measurement(value, band, confidence, newest);
    }
}
