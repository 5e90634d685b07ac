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

    /// Whether the value has left the band to the other side, where that is no better.
    ///
    /// @param part from so small a part of the band's nearer end on
    static boolean collapsed(Trigger trigger, double value, double part) {
        boolean beyond = trigger.direction() == Direction.UP
                ? value < part * trigger.expected().low()
                : part * value > trigger.expected().high();
        return beyond && trigger.meaning().role().twoSided();
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
