package nightshift.act.interlock;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Figure;

/// When very much goes wrong at once the cause is likely to be something that no rule knows. Where many incidents are
/// open a person must approve whatever is done; where many services, or nodes, went wrong together by themselves only
/// their common root is acted on, and a person must approve all else.
final class StormMode implements Interlock {
    /// So few are never a storm by their share: one fault is felt by a service, by who calls it, and by who calls
    /// those.
    private static final int ONE_FAULT = 3;

    /// Nodes call nobody: two may be chance.
    private static final int CHANCE = 2;

    private static final List<EntityKind> KINDS = List.of(EntityKind.SERVICE, EntityKind.NODE);

    private final InterlockConfig.Storm limits;

    StormMode(InterlockConfig.Storm limits) {
        this.limits = limits;
    }

    @Override
    public Guard judge(Remedy remedy, Situation situation) {
        if (situation.belief().openIncidents().size() >= limits.from()) {
            return asked(remedy, limits.from() + " or more incidents are open at once");
        }
        for (EntityKind kind : KINDS) {
            int from = from(kind, known(kind, situation));
            Onsets.Burst burst = Onsets.of(situation.belief(), kind).burst(limits.within());
            if (burst.size() >= from) {
                String storm = from + " or more " + plural(kind) + " went wrong within " + Figure.of(limits.within());
                return together(remedy, storm, burst.root(situation.belief()));
            }
        }
        return new Guard(
                HoldReason.STORM.guard(),
                Guard.Verdict.PASS,
                "fewer than " + limits.from() + " incidents are open, and few services or nodes went wrong together");
    }

    private static Guard together(Remedy remedy, String storm, Optional<EntityId> root) {
        EntityId target = remedy.action().target().service();
        if (root.filter(target::equals).isPresent()) {
            return new Guard(
                    HoldReason.STORM.guard(), Guard.Verdict.PASS, storm + ", and " + target.label() + " is their root");
        }
        return asked(
                remedy,
                storm + ", and "
                        + root.map(it -> "their root is " + it.label() + " and not " + target.label())
                                .orElse("no one root explains most of them"));
    }

    private static Guard asked(Remedy remedy, String storm) {
        String approver = remedy.approvedBy();
        return approver == null
                ? new Guard(HoldReason.STORM.guard(), Guard.Verdict.APPROVAL, storm)
                : new Guard(HoldReason.STORM.guard(), Guard.Verdict.PASS, storm + "; approved by " + approver);
    }

    /// From how many on they are a storm: the number, or the share of those in view where that is less.
    private int from(EntityKind kind, int known) {
        int part = (int) Math.ceil(limits.share() * known);
        int usual = kind == EntityKind.NODE ? CHANCE : ONE_FAULT;
        return Math.min(limits.from(), Math.max(usual + 1, part));
    }

    private static int known(EntityKind kind, Situation situation) {
        return situation.belief().readings().all().stream()
                .map(reading -> reading.key().entity().service())
                .filter(entity -> entity.kind() == kind)
                .collect(Collectors.toSet())
                .size();
    }

    private static String plural(EntityKind kind) {
        return kind == EntityKind.NODE ? "nodes" : "services";
    }
}
