package nightshift.act.interlock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.EntityId;

/// What was tried on one service within an hour did not last, by whatever rules and whatever became of it, when it is
/// unwell again: after so many actions a person must say what next.
final class IneffectiveChain implements Interlock {
    private final int most;

    IneffectiveChain(int most) {
        this.most = most;
    }

    @Override
    public Guard judge(Remedy remedy, Situation situation) {
        Instant hourAgo = situation.now().minus(Duration.ofHours(1));
        EntityId target = remedy.action().target().service();
        List<String> tried = situation.started().stream()
                .filter(other -> !other.escalates() && !other.id().equals(remedy.id()))
                .filter(other -> other.action().target().service().equals(target))
                .filter(other -> other.startedAt() != null && other.startedAt().isAfter(hourAgo))
                .map(other -> other.action().type())
                .toList();
        String chain = tried.size() + " actions were started on " + target.label() + " within the last hour"
                + (tried.isEmpty() ? "" : " (" + String.join(", ", tried) + ")");
        if (tried.size() < most) {
            return new Guard(HoldReason.CHAIN.guard(), Guard.Verdict.PASS, chain);
        }
        String approver = remedy.approvedBy();
        return approver == null
                ? new Guard(HoldReason.CHAIN.guard(), Guard.Verdict.APPROVAL, chain + ", and none of them lasted")
                : new Guard(HoldReason.CHAIN.guard(), Guard.Verdict.PASS, chain + "; approved by " + approver);
    }
}
