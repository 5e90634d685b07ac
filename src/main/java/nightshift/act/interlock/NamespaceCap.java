package nightshift.act.interlock;

import nightshift.fact.decision.Guard;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.EntityId;

/// Only so many actions are under way in one namespace of one cluster, their verification and undoing included, so
/// that its owners can tell them apart and others have room. What has no namespace, nodes among it, counts together.
final class NamespaceCap implements Interlock {
    private final int most;

    NamespaceCap(int most) {
        this.most = most;
    }

    @Override
    public Guard judge(Remedy remedy, Situation situation) {
        EntityId target = remedy.action().target().service();
        long others = situation.acting().stream()
                .filter(other -> !other.id().equals(remedy.id()))
                .filter(other -> sameNamespace(other.action().target().service(), target))
                .count();
        String where = target.namespace().isEmpty() ? "what has no namespace" : "namespace " + target.namespace();
        return new Guard(
                HoldReason.NAMESPACE.guard(),
                others < most ? Guard.Verdict.PASS : Guard.Verdict.WAIT,
                others + " other actions are under way in " + where + ", " + most + " may be with this one");
    }

    private static boolean sameNamespace(EntityId one, EntityId other) {
        return one.cluster().equals(other.cluster()) && one.namespace().equals(other.namespace());
    }
}
