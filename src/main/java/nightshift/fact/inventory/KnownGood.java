package nightshift.fact.inventory;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import nightshift.fact.telemetry.EntityId;

/// A revision of a workload that stayed available, without an incident, for as long as it takes to be called good.
///
/// @param workload its id
/// @param uid of the very object: another one may have had its name before
/// @param revision as Kubernetes counted it then; going back to it gives it another number
/// @param template what tells it from others: of a Deployment the hash of its pods' template, of what else there is
///     the name of the revision
/// @param images tag of each container's image, by container
/// @param since when it was seen to be so
/// @param proven when that was long enough
public record KnownGood(
        EntityId workload,
        String uid,
        String revision,
        String template,
        Map<String, String> images,
        Instant since,
        Instant proven) {
    public KnownGood {
        requireNonNull(workload, "workload");
        requireNonNull(revision, "revision");
        requireNonNull(since, "since");
        requireNonNull(proven, "proven");
        images = Map.copyOf(images);
        if (uid.isEmpty() || template.isEmpty()) {
            throw new IllegalArgumentException("a known-good revision has a uid and a template, got '" + uid + "' and '"
                    + template + "' of " + workload);
        }
    }
}
