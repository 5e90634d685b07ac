package nightshift.act.interlock;

import nightshift.fact.decision.Guard;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.EntityId;

/// Only so many actions are under way in one namespace of one cluster, their verification and undoing included, so
/// that its owners can tell them apart and others have room. What has no namespace has no owners of one either.
final class NamespaceCap implements Interlock {
    private final int most;

    NamespaceCap(int most) {
        this.most = most;
    }

    @Override
    public Guard judge(Remedy remedy, Situation situation) {
        EntityId target = remedy.action().target().service();
        if (target.namespace().isEmpty()) {
            return new Guard(HoldReason.NAMESPACE.guard(), Guard.Verdict.PASS, target.label() + " is in no namespace");
        }
        long others = situation.acting().stream()
                .filter(other -> !other.id().equals(remedy.id()))
                .filter(other -> sameNamespace(other.action().target().service(), target))
                .count();
        return new Guard(
                HoldReason.NAMESPACE.guard(),
                others < most ? Guard.Verdict.PASS : Guard.Verdict.WAIT,
                others + " other actions are under way in namespace " + target.namespace() + ", " + most
                        + " may be with this one");
    }

    private static boolean sameNamespace(EntityId one, EntityId other) {
        return one.cluster().equals(other.cluster()) && one.namespace().equals(other.namespace());
    }
}
