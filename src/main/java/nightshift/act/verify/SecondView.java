package nightshift.act.verify;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import nightshift.fact.decision.Trigger;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SignalRole;

/// The second, independent view of whether a service is well again: of what it says itself, what those say who call
/// it; of what one of them says, what it says itself.
final class SecondView {
    /// So many half-widths of the band beyond its middle is clearly outside; at its edge a value is now and then.
    private static final double CLEARLY = 2;

    private SecondView() {}

    /// Whether there is a second view, and all of it still says that it is as bad as the trigger says.
    ///
    /// @param window of the trigger that is judged
    static boolean contradicts(Trigger trigger, Readings readings, Reading window) {
        EntityId entity = trigger.entity();
        SignalRole role = trigger.meaning().role();
        return switch (entity.kind()) {
            case SERVICE -> complain(role.asCallersSeeIt(), other -> calls(other, entity), readings, window);
            case EDGE -> complain(role.asCalleeSeesIt(), entity.callee()::equals, readings, window);
            case CLUSTER, NAMESPACE, NODE, WORKLOAD, INSTANCE, POD, DATABASE, NOT_IN_VIEW -> false;
        };
    }

    private static boolean calls(EntityId other, EntityId service) {
        return other.kind() == EntityKind.EDGE && other.callee().equals(service);
    }

    private static boolean complain(
            Optional<SignalRole> role, Predicate<EntityId> view, Readings readings, Reading window) {
        if (role.isEmpty()) {
            return false;
        }
        List<Reading> seen = readings.all().stream()
                .filter(reading -> view.test(reading.key().entity()))
                .filter(reading -> reading.key().signal().role() == role.get())
                .filter(reading -> reading.key().attributes().isEmpty())
                .filter(reading -> !reading.windowEnd().plus(reading.step()).isBefore(window.windowEnd()))
                .toList();
        return !seen.isEmpty() && seen.stream().allMatch(SecondView::complains);
    }

    private static boolean complains(Reading reading) {
        double forecast = reading.expected().forecast();
        return reading.value() > forecast + CLEARLY * (reading.expected().high() - forecast);
    }
}
