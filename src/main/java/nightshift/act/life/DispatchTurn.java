package nightshift.act.life;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import nightshift.act.interlock.Situation;
import nightshift.fact.Assessment;
import nightshift.fact.Outcome;
import nightshift.fact.decision.Command;
import nightshift.journal.DecisionState;
import nightshift.journal.Journal;
import nightshift.journal.LedgerEntry;
import org.jspecify.annotations.Nullable;

/// One turn of the dispatcher: what holds in it, the ledger, and what came of it so far.
public final class DispatchTurn {
    private static final Duration DAY = Duration.ofDays(1);

    private final Journal journal;
    private final Assessment belief;
    private final Instant now;
    private final Optional<Command.Pause> pause;
    private final Collection<ActionRun> errands;
    private final List<Outcome> outcomes = new ArrayList<>();
    private @Nullable List<LedgerEntry> started;

    public DispatchTurn(
            Journal journal,
            Assessment belief,
            Instant now,
            Optional<Command.Pause> pause,
            Collection<ActionRun> errands) {
        this.journal = journal;
        this.belief = belief;
        this.now = now;
        this.pause = pause;
        this.errands = errands;
    }

    Instant now() {
        return now;
    }

    Assessment belief() {
        return belief;
    }

    public List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    /// What interlocks look at, as it is at this point of the turn.
    Situation situation() {
        if (started == null) {
            started = journal.startedSince(now.minus(DAY));
        }
        List<LedgerEntry> acting = errands.stream()
                .map(ActionRun::entry)
                .filter(DispatchTurn::acting)
                .toList();
        return new Situation(now, belief, pause, journal.unwritable(), acting, started);
    }

    /// Writes the next entry of an errand.
    ///
    /// @return whether the ledger moved; if not, nothing that depends on it may be done
    boolean move(ActionRun errand, LedgerEntry next) {
        LedgerEntry before = errand.entry();
        return switch (journal.move(before, next, now)) {
            case DONE -> {
                taken(errand, next);
                yield true;
            }
            case OVERTAKEN -> {
                journal.entry(before.decision().id()).ifPresent(errand::entry);
                yield false;
            }
            case UNWRITABLE -> false;
        };
    }

    /// Takes over what the ledger has already.
    void taken(ActionRun errand, LedgerEntry next) {
        boolean moved = errand.state() != next.state();
        errand.entry(next);
        started = null;
        if (moved && told(next)) {
            outcomes.add(next.outcome(now));
        }
    }

    private static boolean acting(LedgerEntry entry) {
        return switch (entry.state()) {
            case STARTED, VERIFYING, UNDOING -> true;
            case SHADOWED,
                    SUGGESTED,
                    VETOED,
                    AWAITING_APPROVAL,
                    REJECTED,
                    EXPIRED,
                    INTENT,
                    HEALED,
                    DONE,
                    NOT_HEALED,
                    UNDONE,
                    INCONCLUSIVE,
                    FAILED,
                    UNKNOWN,
                    CANCELLED -> false;
        };
    }

    /// Rules hear of what was sent and of what came of it, and not of what a person or an interlock held back: that is
    /// no reason to climb the ladder.
    private static boolean told(LedgerEntry entry) {
        return entry.state() == DecisionState.FAILED
                || entry.record().startedAt() != null && entry.state() != DecisionState.UNDOING;
    }
}
