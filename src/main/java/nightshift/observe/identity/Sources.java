package nightshift.observe.identity;

import java.util.HashMap;
import java.util.Map;
import nightshift.fact.telemetry.EntityId;
import nightshift.observe.intake.Resource;
import org.jspecify.annotations.Nullable;

/// The resources that send. Guarded by the observer's lock.
public final class Sources {
    private final Map<Print, Source> known = new HashMap<>();
    private final Map<EntityId, Integer> wholes = new HashMap<>();
    private final Roster roster;
    private final Subjects subjects;
    private final int limit;
    private final NamesConfig names;
    private boolean newcomers;

    private record Print(long high, long low) {}

    public Sources(Roster roster, Subjects subjects, int limit, NamesConfig names) {
        this.names = names;
        this.roster = roster;
        this.subjects = subjects;
        this.limit = limit;
    }

    /// A known one, or null.
    @Nullable
    public Source find(long high, long low) {
        Source source = known.get(new Print(high, low));
        return source == null ? null : renewed(source);
    }

    /// The source of a resource; null when there are too many.
    @Nullable
    public Source of(Resource resource) {
        Print print = new Print(resource.high(), resource.low());
        Source source = known.get(print);
        if (source == null && known.size() < limit) {
            Placement place = placed(Placement.of(resource.attributes()), uid(resource));
            Synonyms synonyms = new Synonyms(names.forgottenAfter().toNanos());
            source = new Source(resource, uid(resource), place, subjects.of(place), synonyms);
            roster.met(place, resource.attributes());
            known.put(print, source);
            enter(source.whole());
        }
        return source == null ? null : renewed(source);
    }

    /// Whether somebody who had not sent before began to since this was asked last.
    public boolean newcomers() {
        boolean since = newcomers;
        newcomers = false;
        return since;
    }

    /// A sender may say of its pod no more than the uid.
    private Placement placed(Placement place, String uid) {
        RosterReplica pod = uid.isEmpty() || !place.pod().isEmpty() ? null : roster.ofUid(uid);
        return pod == null ? place : place.in(pod);
    }

    private static String uid(Resource resource) {
        return resource.attributes().getOrDefault("k8s.pod.uid", "");
    }

    private Source renewed(Source source) {
        RosterReplica pod = source.homeless() ? roster.ofUid(source.podUid()) : null;
        if (pod != null) {
            source.livesIn(pod);
        }
        if (source.subject().superseded()) {
            leave(source.whole());
            source.renew(subjects);
            enter(source.whole());
        }
        return source;
    }

    private void enter(EntityId of) {
        newcomers |= wholes.merge(of, 1, Integer::sum) == 1;
    }

    private void leave(EntityId of) {
        if (wholes.computeIfPresent(of, (whole, count) -> count > 1 ? count - 1 : null) == null) {
            roster.left(of);
        }
    }

    /// Whether a source of that service, workload or node is known.
    public boolean sends(EntityId whole) {
        return wholes.getOrDefault(whole, 0) > 0;
    }

    /// Forgets those that no time series needs and that sent nothing since `nanos`.
    public void forgetUnused(long nanos) {
        known.values().removeIf(source -> {
            boolean over = source.unused() && source.newest() < nanos;
            if (over) {
                leave(source.whole());
            }
            return over;
        });
    }
}
