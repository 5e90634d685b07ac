package nightshift.act.life;

import java.time.Duration;
import java.time.Instant;
import nightshift.act.target.Actuator;
import nightshift.fact.Verification;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Remedy;
import org.jspecify.annotations.Nullable;

/// A remedy, and the call to its target that is out: what need not outlive the process. Only the loop's thread touches
/// it.
public final class ActionRun {
    private Remedy remedy;

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

    private int asked;
    private Instant nextQuestion = Instant.MIN;
    private @Nullable Instant watchedSince;

    public ActionRun(Remedy remedy) {
        this.remedy = remedy;
    }

    public Remedy remedy() {
        return remedy;
    }

    public void remedy(Remedy next) {
        if (next.state() != remedy.state()) {
            forgetCalls();
        }
        remedy = next;
    }

    public Decision decision() {
        return remedy.decision();
    }

    /// The target could not tell. The next question is put off by `first`, then by twice as long each time, up to eight
    /// times.
    ///
    /// @param neverArrived whether the next question is the order itself
    void askOnceMore(boolean neverArrived, Duration first, Instant now) {
        answer = null;
        resend = neverArrived;
        nextQuestion = now.plus(first.multipliedBy(1L << Math.min(asked, 3)));
        asked++;
    }

    /// The target is at it.
    void askIn(Duration pause, Instant now) {
        answer = null;
        nextQuestion = now.plus(pause);
        asked = 0;
    }

    boolean mayAsk(Instant now) {
        return !busy && !now.isBefore(nextQuestion);
    }

    /// Since when its data is watched in this process.
    Instant watchedSince(Instant now) {
        if (watchedSince == null) {
            watchedSince = now;
        }
        return watchedSince;
    }

    private void forgetCalls() {
        plan = null;
        answer = null;
        verdict = null;
        resend = false;
        asked = 0;
        nextQuestion = Instant.MIN;
    }
}
