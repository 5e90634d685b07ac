package nightshift.fact.decision;

import java.util.EnumSet;
import java.util.Set;

/// Why something that was proposed is not done. Each interlock has one that carries its name, so that its guard's
/// word can be told from a policy's.
public enum HoldReason {
    PAUSED("kill switch", "automation is paused"),
    MUTED("mute", "a person has muted it"),
    JOURNAL("journal", "what can't be written down is not done"),
    STARTED_BEFORE("only once", "it was started before"),
    CONFIDENCE("confidence floor", "it is not sure enough to act by itself"),
    STORM("storm", "so much is wrong at once that a person must approve all but what is done at the root"),
    GAP("after a gap", "nobody looked for a while, and nothing fresh came in since"),
    PRECONDITION("precondition", "what spoke for it does not hold at present"),
    REVERSAL("reversal", "a person took back the same there a while ago"),
    LOCK("one at a time", "something else is done to that service, or may still be"),
    COOL_DOWN("cool-down", "the same was done there a short while ago"),
    BLAST_RADIUS("blast radius", "too many services would be acted on at once"),
    NAMESPACE("namespace", "too much is being done in that namespace at once"),
    CHAIN("ineffective chain", "what was done there within the hour did not last"),
    BUDGET("action budget", "too many actions were started within the hour"),
    OWNERS("owners", "who owns what it would change wants a person to be asked"),
    PAGED("one page", "a person was called already"),
    FACTS("facts", "there are more facts than rules look at"),
    POLICIES("policies", "policies are out of order, or none are in force"),
    POLICY("", "a policy says so"),
    MODE("mode", "its rule may not act"),
    APPROVAL("approval", "a person must approve it"),
    REJECTED("rejected", "a person said no"),
    EXPIRED("expired", "nobody approved it in time"),
    BUSY("one remedy at a time", "another remedy of its incident is not over"),
    OUTRANKED("one a turn", "another proposal for its incident comes first"),
    TARGET("target", "its target can't be asked");

    private static final Set<HoldReason> GUARDS = EnumSet.range(PAUSED, POLICIES);

    private final String guard;
    private final String sentence;

    HoldReason(String guard, String sentence) {
        this.guard = guard;
        this.sentence = sentence;
    }

    /// What holds it, by name; empty where that is a policy, which has a name of its own.
    public String guard() {
        return guard;
    }

    /// What it means, for people.
    public String sentence() {
        return sentence;
    }

    /// Which of them a guard stands for: a policy, unless it is one of Nightshift's own.
    static HoldReason of(Guard guard) {
        return GUARDS.stream()
                .filter(reason -> reason.guard.equals(guard.name()))
                .findFirst()
                .orElse(POLICY);
    }
}
