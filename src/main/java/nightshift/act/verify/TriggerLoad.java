package nightshift.act.verify;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import nightshift.fact.decision.Trigger;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SignalRole;

/// How much was asked of whom a trigger is about, in the window that is judged: where nobody asks, nothing fails.
///
/// @param share of the usual requests; infinite where nobody counts them
/// @param requests in the window; infinite where nobody counts them
record TriggerLoad(double share, double requests) {
    private static final TriggerLoad UNCOUNTED = new TriggerLoad(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    /// Counts of the same attributes as the window's, or else of the whole. A trigger that is a
    /// count itself says how much was asked by its own value.
    ///
    /// @param window of the trigger that is judged
    static TriggerLoad of(Trigger trigger, Readings readings, Reading window) {
        SignalRole role = trigger.meaning().role();
        if (role == SignalRole.REQUEST_RATE || role == SignalRole.CALL_RATE) {
            return UNCOUNTED;
        }
        return rate(trigger, readings, window)
                .map(rate -> of(rate, window.step(), window))
                .orElse(UNCOUNTED);
    }

    private static TriggerLoad of(Reading rate, Duration step, Reading window) {
        boolean counted = !rate.windowEnd().plus(step).isBefore(window.windowEnd());
        double perSecond = counted ? rate.value() : 0;
        double usual = rate.expected().forecast();
        return new TriggerLoad(
                usual > 0 ? perSecond / usual : Double.POSITIVE_INFINITY, perSecond * step.toNanos() / 1e9);
    }

    private static Optional<Reading> rate(Trigger trigger, Readings readings, Reading window) {
        SignalRole counts = trigger.meaning().role().outgoing() ? SignalRole.CALL_RATE : SignalRole.REQUEST_RATE;
        Comparator<Reading> most = Comparator.comparingDouble(Reading::value);
        return readings.of(trigger.entity(), counts).stream()
                .filter(rate -> rate.key().attributes().equals(window.key().attributes()))
                .max(most)
                .or(() -> readings.of(trigger.entity().service(), counts).stream()
                        .filter(rate -> rate.key().attributes().isEmpty())
                        .max(most));
    }
}
