package nightshift.act.verify;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingInt;

import java.util.List;
import java.util.Optional;
import nightshift.fact.decision.Trigger;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;

/// The trigger's own series among the readings of now, and on which side of the old band a value lies.
public final class TriggerReading {
    private TriggerReading() {}

    /// The series whose band is the trigger's: bands are frozen while the incident is open, so that the right one is
    /// the same, be it that of one route alone. Where none is, as for a threshold, the series without attributes,
    /// since it is the total; else the one whose band is most like the trigger's.
    public static Optional<Reading> of(Trigger trigger, Readings readings) {
        List<Reading> candidates = readings.of(trigger.entity(), trigger.signal());
        return candidates.stream()
                .filter(reading -> reading.expected().equals(trigger.expected()))
                .min(comparingInt(reading -> reading.key().attributes().size()))
                .or(() -> candidates.stream()
                        .filter(reading -> reading.key().attributes().isEmpty())
                        .findFirst())
                .or(() -> candidates.stream()
                        .min(comparingDouble(
                                reading -> Math.abs(reading.expected().forecast()
                                        - trigger.expected().forecast()))));
    }

    /// Whether the symptom is gone at this value. A value on the other side of the band is another symptom.
    public static boolean inside(Trigger trigger, double value) {
        return excursion(trigger, value) <= 0;
    }

    /// Whether the value has left the band to the other side: who answers at once because everything fails, or is
    /// flooded
    /// where nothing came, is not well. What is used up, held or waited for may well be less than ever.
    static boolean collapsed(Trigger trigger, double value, double part) {
        return switch (trigger.meaning().role()) {
            case REQUEST_LATENCY, CALL_LATENCY, REQUEST_RATE, CALL_RATE ->
                trigger.direction() == Direction.UP
                        ? value < part * trigger.expected().low()
                        : part * value > trigger.expected().high();
            case REQUEST_ERRORS,
                    CALL_ERRORS,
                    SATURATION,
                    USAGE,
                    QUEUE,
                    CONNECTION_QUEUE,
                    CONNECTION_WAIT,
                    CONNECTION_USE,
                    CONNECTION_HOLD,
                    READINESS,
                    PRESSURE,
                    PROCESSOR,
                    RESTARTS,
                    MEMORY,
                    DISK,
                    GARBAGE_COLLECTION,
                    LOAD,
                    LOGS,
                    SELF,
                    OTHER -> false;
        };
    }

    /// Whether the excursion from the band has grown by the factor since the decision.
    static boolean worse(Trigger trigger, double value, double factor) {
        double then = excursion(trigger, trigger.value());
        return then > 0 && excursion(trigger, value) > factor * then;
    }

    /// Whether the excursion has shrunk by more than a tenth from one window to the next: a queue that drains.
    static boolean easing(Trigger trigger, double before, double value) {
        return excursion(trigger, value) < 0.9 * excursion(trigger, before);
    }

    private static double excursion(Trigger trigger, double value) {
        return trigger.direction() == Direction.UP
                ? value - trigger.expected().high()
                : trigger.expected().low() - value;
    }
}
