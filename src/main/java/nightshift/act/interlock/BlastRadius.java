package nightshift.act.interlock;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;

/// Only so many services are acted on at one time: a number, and a share of those in view, whichever is less.
final class BlastRadius implements Interlock {
    private final int most;
    private final double share;

    BlastRadius(int most, double share) {
        this.most = most;
        this.share = share;
    }

    @Override
    public Guard judge(Remedy remedy, Situation situation) {
        Set<EntityId> touched = new HashSet<>();
        touched.add(remedy.action().target().service());
        situation.acting().forEach(other -> touched.add(other.action().target().service()));
        int inView = services(situation);
        int allowed = allowed(inView);
        String would = touched.size() + (inView == 0 ? "" : " of " + inView) + " services would be acted on at once, ";
        String bound = inView == 0
                ? "none is in view yet, so that no share of them can be told: 1 may be"
                : allowed + " may be";
        return new Guard(
                HoldReason.BLAST_RADIUS.guard(),
                touched.size() <= allowed ? Guard.Verdict.PASS : Guard.Verdict.WAIT,
                would + bound);
    }

    /// Right after a start nothing is in view, which is no number to take a share of: one may be acted on.
    private int allowed(int inView) {
        return inView == 0 ? 1 : Math.max(1, Math.min(most, (int) (share * inView)));
    }

    private static int services(Situation situation) {
        return situation.belief().readings().all().stream()
                .map(reading -> reading.key().entity().service())
                .filter(entity -> entity.kind() == EntityKind.SERVICE)
                .collect(Collectors.toSet())
                .size();
    }
}
