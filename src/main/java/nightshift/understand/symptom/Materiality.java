package nightshift.understand.symptom;

import nightshift.fact.Symptom;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalDomain;
import nightshift.fact.telemetry.SignalRole;

/// Whether a symptom is large enough for anybody to care. Statistics find a millisecond that a person never
/// would; among hundreds of series some are always beyond their bands by chance.
public final class Materiality {
    /// How many times its usual a resource is used before that alone is worth a look.
    private static final double STRAINED = 4;
    /// The same of memory, of which an idle process holds much.
    private static final double STRAINED_MEMORY = 1.5;
    /// Caches fill and heaps breathe by less, in bytes.
    private static final double LEAST_MEMORY = 64 * 1024 * 1024;
    /// How many times more is asked of a past that is too short to be calibrated.
    private static final double YOUTH = 2.5;

    private Materiality() {}

    /// Worth being part of an incident.
    ///
    /// @param load how many times the usual is asked of the service, at least 1: latency that grows in
    ///     proportion to load is not a fault
    public static boolean matters(Signal signal, Direction direction, double value, Band expected, double load) {
        return beyond(signal, direction, value, expected, 1, load);
    }

    public static boolean matters(ActiveSymptom activeSymptom, double load) {
        return activeSymptom.breaksObjective() || beyond(activeSymptom, 1, load) || strains(activeSymptom, load);
    }

    /// Whether a resource of a service's own is used many times as much as usual, by its own past: a
    /// share says little where the whole is unknown, since some send shares of a machine, some of a
    /// limit, and some send cores. Memory whose limit is known must be near it as well: a cache that
    /// fills half of a heap and stays is well.
    public static boolean strains(ActiveSymptom activeSymptom, double load) {
        Measurement level = activeSymptom.level();
        return activeSymptom.entity().kind() == EntityKind.SERVICE
                && activeSymptom.key().direction() == Direction.UP
                && strains(level.signal(), level.value(), level.expected(), activeSymptom.sure() ? load : YOUTH * load);
    }

    private static boolean strains(Signal signal, double value, Band expected, double load) {
        boolean memory = signal.role() == SignalRole.MEMORY;
        double times = memory ? STRAINED_MEMORY : STRAINED;
        boolean ofLimit = memory && signal.domain() == SignalDomain.RATIO;
        double least = memory && !ofLimit ? LEAST_MEMORY : signal.materiality().change();
        return (memory || signal.role() == SignalRole.SATURATION)
                && (!ofLimit || value >= signal.materiality().level())
                && signal.symptomatic(Direction.UP)
                && value - expected.forecast() >= least
                && value >= times * load * Math.max(0, expected.forecast());
    }

    /// Worth opening one: twice as far above the forecast as what matters.
    public static boolean grave(ActiveSymptom activeSymptom, double load) {
        return activeSymptom.breaksObjective() || beyond(activeSymptom, 2, load) && activeSymptom.excess() >= 2;
    }

    /// Whether a symptom that joined an incident is still there, against the band of then. Unready is a state: it
    /// needs no band.
    public static boolean persists(Signal signal, Direction direction, double value, Band expected, double load) {
        boolean beyond =
                signal.role().state() || Measurement.excess(signal, direction, value, expected) > Symptom.GOES_ON;
        boolean strained = direction == Direction.UP && strains(signal, value, expected, load);
        return beyond && (strained || matters(signal, direction, value, expected, load));
    }

    private static boolean beyond(ActiveSymptom activeSymptom, double gravity, double load) {
        Measurement level = activeSymptom.level();
        return beyond(level.signal(), activeSymptom.key().direction(), level.value(), level.expected(), gravity, load);
    }

    private static boolean beyond(
            Signal signal, Direction direction, double value, Band expected, double gravity, double load) {
        if (!signal.symptomatic(direction)) {
            return false;
        }
        Signal.Materiality asked = signal.materiality();
        double forecast = expected.forecast();
        double extra = direction == Direction.UP ? value - forecast : forecast - value;
        double times = 1 + gravity * (asked.times() - 1);
        boolean reached = direction == Direction.UP ? value >= asked.level() : value < asked.level();
        return (Double.isNaN(asked.change()) || extra >= asked.change())
                && (Double.isNaN(asked.level()) || reached)
                && (Double.isNaN(times) || value >= times * load * Math.max(0, forecast));
    }
}
