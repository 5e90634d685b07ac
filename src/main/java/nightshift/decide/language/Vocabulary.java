package nightshift.decide.language;

import java.time.Duration;
import nightshift.fact.Proposal;
import nightshift.fact.decision.Guard;

/// The words of rule files, beside the facts. None of them does anything: they make values.
public final class Vocabulary {
    private Vocabulary() {}

    /// Starts a proposal: `propose("pool.recycle").on($slow.entity()).because($slow, $full)`.
    public static Proposal.Untargeted propose(String type) {
        return new Proposal.Untargeted(type);
    }

    /// Never in this incident: `veto($p).because("...")`.
    public static Ruling veto(Proposal proposal) {
        return new Ruling(proposal, Guard.Verdict.VETO, "");
    }

    /// Only when a person approves: `requireApproval($p).because("...")`.
    public static Ruling requireApproval(Proposal proposal) {
        return new Ruling(proposal, Guard.Verdict.APPROVAL, "");
    }

    /// Not in this turn; it is looked at again in the next one: `defer($p).because("...")`.
    public static Ruling defer(Proposal proposal) {
        return new Ruling(proposal, Guard.Verdict.WAIT, "");
    }

    public static Duration seconds(long count) {
        return Duration.ofSeconds(count);
    }

    public static Duration minutes(long count) {
        return Duration.ofMinutes(count);
    }

    public static Duration hours(long count) {
        return Duration.ofHours(count);
    }
}
