package nightshift.understand.symptom;

import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.SignalRole;

/// Whether a symptom is large enough for anybody to care. Statistics find a millisecond that a person never
/// would; among hundreds of series some are always beyond their bands by chance.
public final class Materiality {
    /// Latency may grow this much faster than load before load alone no longer explains it.
    private static final double MOST_LOAD = 4;

    /// Share of instances that are ready; being ready is expected, whatever the past was.
    private static final double LEAST_READY = 0.8;

    private Materiality() {}

    /// Worth being part of an incident.
    ///
    /// @param load how many times the usual is asked of the service, at least 1: latency that grows in
    ///     proportion to load is not a fault
    public static boolean matters(SignalRole role, double value, Band expected, double load) {
        return beyond(role, value, expected, 1.25, load);
    }

    /// Worth opening one.
    public static boolean grave(SignalRole role, double value, Band expected, double load) {
        return beyond(role, value, expected, 1.5, load);
    }

    public static boolean matters(ActiveSymptom sighting, double load) {
        return matters(
                sighting.role(), sighting.level().value(), sighting.level().expected(), load);
    }

    public static boolean grave(ActiveSymptom sighting, double load) {
        return grave(sighting.role(), sighting.level().value(), sighting.level().expected(), load)
                && sighting.excess() >= 2;
    }

    /// Whether a symptom that joined an incident is still there, against the band of then.
    public static boolean persists(SignalRole role, Direction direction, double value, Band expected, double load) {
        boolean beyond = role == SignalRole.READINESS || Measurement.excess(value, expected, direction, role) > 1.5;
        return beyond && matters(role, value, expected, load);
    }

    private static boolean beyond(SignalRole role, double value, Band expected, double times, double load) {
        double forecast = expected.forecast();
        double extra = value - forecast;
        return switch (role) {
            case LATENCY, CALL_LATENCY ->
                extra >= 0.002 && value >= times * Math.min(MOST_LOAD, load) * Math.max(0, forecast);
            case ERRORS, CALL_ERRORS -> extra >= 0.01;
            case UTILIZATION -> value >= 0.8 && extra >= 0.1;
            case QUEUE -> extra >= 1;
            case READINESS -> value < LEAST_READY;
            case LOAD, LOGS, SELF, OTHER -> false;
        };
    }
}
