package nightshift.act.life;

import java.time.Duration;
import java.time.Instant;
import nightshift.act.target.Actuator;
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

    /// A call to the target is out.
    boolean busy;

    /// The target never heard of it, so that the next question is the order itself.
    boolean resend;

    /// It was told to cancel by this process.
    boolean cancelSent;

    /// What the target said to that.
    String cancelAnswer = "";

    private String failure = "";
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
    /// times, and for as long as the target wants to be left alone.
    ///
    /// @param retryAfter what the target asked for; zero when it did not
    void askOnceMore(Duration first, Duration retryAfter, Instant now) {
        answer = null;
        Duration pause = first.multipliedBy(1L << Math.min(asked, 3));
        nextQuestion = now.plus(pause.compareTo(retryAfter) < 0 ? retryAfter : pause);
        asked++;
    }

    /// The target is at it.
    void askIn(Duration pause, Instant now) {
        answer = null;
        nextQuestion = now.plus(pause);
        asked = 0;
    }

    /// What the target said the last time that it did not take it; empty while it did.
    String failure() {
        return failure;
    }

    void failedWith(String said) {
        failure = said;
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
        resend = false;
        cancelSent = false;
        cancelAnswer = "";
        asked = 0;
        nextQuestion = Instant.MIN;
    }
}
