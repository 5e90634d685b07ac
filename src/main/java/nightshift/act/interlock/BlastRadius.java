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
        int allowed = Math.max(1, Math.min(most, (int) (share * inView)));
        String numbers =
                touched.size() + " of " + inView + " services would be acted on at once, " + allowed + " may be";
        return new Guard(
                HoldReason.BLAST_RADIUS.guard(),
                touched.size() <= allowed ? Guard.Verdict.PASS : Guard.Verdict.WAIT,
                numbers);
    }

    private static int services(Situation situation) {
        return situation.belief().readings().all().stream()
                .map(reading -> reading.key().entity().service())
                .filter(entity -> entity.kind() == EntityKind.SERVICE)
                .collect(Collectors.toSet())
                .size();
    }
}
