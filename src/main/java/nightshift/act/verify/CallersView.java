package nightshift.act.verify;

import java.util.List;
import java.util.Optional;
import nightshift.fact.decision.Trigger;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SignalRole;

/// What those who call say of it: the second, independent view of whether a service is well again.
final class CallersView {
    /// So many half-widths of the band beyond its middle is clearly outside; at its edge a value is now and then.
    private static final double CLEARLY = 2;

    private CallersView() {}

    /// Whether there are callers, and all of them still say that it is as bad as the trigger says.
    ///
    /// @param window of the trigger that is judged
    static boolean contradicts(Trigger trigger, Readings readings, Reading window) {
        Optional<SignalRole> role = trigger.meaning().role().asCallersSeeIt();
        if (role.isEmpty() || trigger.entity().kind() != EntityKind.SERVICE) {
            return false;
        }
        List<Reading> callers = readings.all().stream()
                .filter(reading -> reading.key().entity().kind() == EntityKind.EDGE)
                .filter(reading -> reading.key().entity().callee().equals(trigger.entity()))
                .filter(reading -> reading.key().signal().role() == role.get())
                .filter(reading -> reading.key().attributes().isEmpty())
                .filter(reading -> !reading.windowEnd().plus(reading.step()).isBefore(window.windowEnd()))
                .toList();
        return !callers.isEmpty() && callers.stream().allMatch(CallersView::complains);
    }

    private static boolean complains(Reading reading) {
        double forecast = reading.expected().forecast();
        return reading.value() > forecast + CLEARLY * (reading.expected().high() - forecast);
    }
}
