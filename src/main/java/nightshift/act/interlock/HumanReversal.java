package nightshift.act.interlock;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.fact.ActionType;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.EntityId;

/// What a person took back is not done there again without one: whoever changes by hand what Nightshift changed a
/// while before knows something that no rule does. Seen by who wrote the same last, as changes tell.
final class HumanReversal implements Interlock {
    /// What is changed by an action that somebody can change back. A restart can't be.
    private static final Map<String, Set<ChangeKind>> WRITES = Map.of(
            ActionType.WORKLOAD_SCALE, Set.of(ChangeKind.SCALING),
            ActionType.WORKLOAD_ROLLBACK, Set.of(ChangeKind.DEPLOYMENT, ChangeKind.CONFIGURATION));

    /// Who keeps a workload's size by its load takes nothing back.
    private static final List<String> CONTROLLERS = List.of("autoscaler", "kube-controller-manager", "keda");

    private final InterlockConfig.Reversal limits;

    HumanReversal(InterlockConfig.Reversal limits) {
        this.limits = limits;
    }

    @Override
    public Guard judge(Remedy remedy, Situation situation) {
        Optional<String> reversed = reversed(remedy, situation);
        if (reversed.isEmpty()) {
            return new Guard(HoldReason.REVERSAL.guard(), Guard.Verdict.PASS, "nobody took back the same there");
        }
        String approver = remedy.approvedBy();
        return approver == null
                ? new Guard(HoldReason.REVERSAL.guard(), Guard.Verdict.APPROVAL, reversed.get())
                : new Guard(
                        HoldReason.REVERSAL.guard(), Guard.Verdict.PASS, reversed.get() + "; approved by " + approver);
    }

    private Optional<String> reversed(Remedy remedy, Situation situation) {
        String type = remedy.action().type();
        EntityId service = remedy.action().target().service();
        for (Remedy other : situation.started().reversed()) {
            Instant started = other.startedAt();
            boolean same = other.action().type().equals(type)
                    && other.action().target().service().equals(service)
                    && !other.id().equals(remedy.id());
            if (!same || started == null) {
                continue;
            }
            Optional<Change> back = takenBack(type, service, started, situation);
            if (back.isPresent()) {
                return back.map(change -> change.by() + " took back " + type + " on " + service.label() + " at "
                        + change.at() + " (decision " + other.id() + "): a person is asked until "
                        + change.at().plus(limits.veto()));
            }
        }
        return Optional.empty();
    }

    /// The first that still counts.
    private Optional<Change> takenBack(String type, EntityId service, Instant started, Situation situation) {
        List<Change> same = situation.changes().stream()
                .filter(change -> change.service().equals(service)
                        && WRITES.getOrDefault(type, Set.of()).contains(change.kind())
                        && !change.at().isBefore(started))
                .sorted(Comparator.comparing(Change::at).thenComparing(Change::id))
                .toList();
        return same.stream()
                .filter(HumanReversal::byHand)
                .filter(change -> !change.at().isAfter(started.plus(limits.within())))
                .filter(change -> situation.now().isBefore(change.at().plus(limits.veto())))
                .filter(change -> !another(change, same))
                .findFirst();
    }

    private static boolean byHand(Change change) {
        return change.source() == Change.Source.TOLD
                && !change.byNightshift()
                && CONTROLLERS.stream().noneMatch(change.by()::startsWith);
    }

    /// A version that was not there before is nothing that was taken back, but the next one.
    private static boolean another(Change change, List<Change> same) {
        return same.stream()
                .filter(own -> own.byNightshift() && !own.at().isAfter(change.at()))
                .anyMatch(own -> !own.previousVersion().isEmpty()
                        && !change.version().isEmpty()
                        && !own.previousVersion().equals(change.version()));
    }
}
