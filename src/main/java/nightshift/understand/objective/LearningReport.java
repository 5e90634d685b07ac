package nightshift.understand.objective;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nightshift.fact.Anomaly;
import nightshift.fact.Knowledge.Learning;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SignalRole;
import org.jspecify.annotations.Nullable;

/// Which services can't be judged wholly yet. Failures can always be: each service has an objective for
/// them. Slowness needs one that somebody set, or a past. Owned by the loop's thread.
public final class LearningReport {
    private final Objectives objectives;
    private @Nullable Readings looked;
    private List<Learning> told = List.of();

    public LearningReport(Objectives objectives) {
        this.objectives = objectives;
    }

    /// The longest past of a service.
    private record Past(int latency, int any) {
        static final Past NONE = new Past(0, 0);

        Past with(Reading reading) {
            boolean ofLatency = reading.key().signal().role() == SignalRole.REQUEST_LATENCY;
            return new Past(ofLatency ? Math.max(latency, reading.rows()) : latency, Math.max(any, reading.rows()));
        }
    }

    /// The same list until there are new readings.
    @SuppressWarnings("ReferenceEquality") // the same object says that nothing changed, without a look at its entries
    public List<Learning> of(Readings readings) {
        if (readings != looked) {
            looked = readings;
            told = look(readings);
        }
        return told;
    }

    private List<Learning> look(Readings readings) {
        Map<EntityId, Past> services = new LinkedHashMap<>();
        for (Reading reading : readings.all()) {
            if (reading.key().entity().kind() == EntityKind.SERVICE) {
                services.merge(reading.key().entity(), Past.NONE.with(reading), (before, one) -> before.with(reading));
            }
        }
        List<Learning> learning = new ArrayList<>();
        services.forEach((service, past) -> {
            boolean promised = objectives.of(service).latency().isPresent();
            if (past.latency() > 0 && past.latency() < Anomaly.CALIBRATED && !promised) {
                learning.add(of(service, "slowness can't be judged yet: no objective and ", past.latency()));
            } else if (past.latency() == 0 && past.any() < Anomaly.CALIBRATED) {
                learning.add(of(service, "its normal is not known yet: ", past.any()));
            }
        });
        return List.copyOf(learning);
    }

    private static Learning of(EntityId service, String what, int windows) {
        String sentence = what + windows + " of " + Anomaly.CALIBRATED + " windows";
        return new Learning(service, sentence, windows, Anomaly.CALIBRATED);
    }
}
