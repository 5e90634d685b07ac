package nightshift.act.life;

import java.time.Duration;
import java.time.Instant;
import nightshift.act.target.Actuator;
import nightshift.act.verify.VerificationProgress;
import nightshift.fact.ActionType;
import nightshift.fact.Verification;
import nightshift.fact.decision.Decision;
import nightshift.journal.DecisionState;
import nightshift.journal.LedgerEntry;
import org.jspecify.annotations.Nullable;

/// A decision in flight: its ledger entry, and what need not outlive the process. Only the loop's thread touches it.
public final class ActionRun {
    private LedgerEntry entry;

    /// What the target said, until the ledger has it.
    Actuator.@Nullable Plan plan;

    Actuator.@Nullable Answer answer;

    /// What the data said, while it is being found out whether it can be undone.
    @Nullable
    Verification verdict;

    /// A call to the target is out.
    boolean busy;

    /// The target never heard of it, so that the next question is the order itself.
    boolean resend;

    /// It ran too long and is being cancelled.
    boolean cancelling;

    VerificationProgress streak = VerificationProgress.NONE;
    private int asked;
    private Instant nextQuestion = Instant.MIN;
    private @Nullable Instant unknownSince;
    private @Nullable Instant watchedSince;

    public ActionRun(LedgerEntry entry) {
        this.entry = entry;
    }

    LedgerEntry entry() {
        return entry;
    }

    void entry(LedgerEntry next) {
        if (next.state() != entry.state()) {
            forgetQuestions();
        }
        entry = next;
    }

    Decision decision() {
        return entry.decision();
    }

    public DecisionState state() {
        return entry.state();
    }

    boolean escalation() {
        return decision().action().type().equals(ActionType.ESCALATE);
    }

    /// Puts the next question off: `first`, then twice as long each time, up to eight times.
    void putOff(Duration first, Instant now) {
        nextQuestion = now.plus(first.multipliedBy(1L << Math.min(asked, 3)));
        asked++;
    }

    void askIn(Duration pause, Instant now) {
        nextQuestion = now.plus(pause);
        asked = 0;
        unknownSince = null;
    }

    boolean mayAsk(Instant now) {
        return !busy && !now.isBefore(nextQuestion);
    }

    /// How long it has been unknown, counting from the first time.
    Duration unknownFor(Instant now) {
        if (unknownSince == null) {
            unknownSince = now;
        }
        return Duration.between(unknownSince, now);
    }

    /// Since when its data is watched in this process.
    Instant watchedSince(Instant now) {
        if (watchedSince == null) {
            watchedSince = now;
        }
        return watchedSince;
    }

    private void forgetQuestions() {
        plan = null;
        answer = null;
        verdict = null;
        resend = false;
        cancelling = false;
        asked = 0;
        nextQuestion = Instant.MIN;
        unknownSince = null;
    }
}
