package nightshift.fact.inventory;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import nightshift.fact.telemetry.EntityId;

/// What a cluster's API server and telemetry say otherwise of a workload, for longer than the one may be behind the
/// other. The API server is believed.
///
/// @param workload of which
/// @param what is counted: `desired`, `ready`, `available` or `restarts`
/// @param cluster as the API server says
/// @param telemetry as telemetry says
/// @param since when it is so
public record Disagreement(EntityId workload, String what, long cluster, long telemetry, Instant since) {
    public Disagreement {
        requireNonNull(workload, "workload");
        requireNonNull(what, "what");
        requireNonNull(since, "since");
    }

    /// One sentence for a person.
    public String describe() {
        return workload.label() + ": " + what + " is " + cluster + " by the API server and " + telemetry
                + " by telemetry since " + since;
    }
}
