package nightshift.act.life;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nightshift.act.interlock.Gap;
import nightshift.act.interlock.Situation;
import nightshift.fact.Assessment;
import nightshift.fact.Change;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Mute;
import nightshift.fact.decision.Remedy;
import nightshift.journal.Journal;
import org.jspecify.annotations.Nullable;

/// One turn of the dispatcher: what holds in it, and the ledger.
public final class DispatchTurn {
    private static final Duration DAY = Duration.ofDays(1);

    private final Journal journal;
    private final Assessment belief;
    private final Instant now;
    private final Optional<Command.Pause> pause;
    private final List<Mute> mutes;
    private final Optional<Gap> gap;
    private final Collection<ActionRun> runs;
    private @Nullable List<Remedy> started;
    private @Nullable List<Change> changes;

    public DispatchTurn(
            Journal journal,
            Assessment belief,
            Instant now,
            Optional<Command.Pause> pause,
            List<Mute> mutes,
            Optional<Gap> gap,
            Collection<ActionRun> runs) {
        this.journal = journal;
        this.belief = belief;
        this.now = now;
        this.pause = pause;
        this.mutes = mutes;
        this.gap = gap;
        this.runs = runs;
    }

    Instant now() {
        return now;
    }

    Assessment belief() {
        return belief;
    }

    /// All remedies of the open incidents as they are at this point of the turn, settled ones too.
    Stream<Remedy> remedies() {
        return runs.stream().map(ActionRun::remedy);
    }

    /// Whether a person has muted it, so that nobody is to hear of it.
    boolean muted(Remedy remedy) {
        return mutes.stream()
                .anyMatch(mute -> mute.mutes(remedy.decision().rule().id(), remedy.action(), now));
    }

    /// What interlocks look at, as it is at this point of the turn.
    Situation situation() {
        if (started == null) {
            started = journal.startedSince(now.minus(DAY));
        }
        List<Remedy> acting =
                remedies().filter(remedy -> remedy.state().acting()).toList();
        return new Situation(now, belief, pause, mutes, gap, journal.unwritable(), acting, started, changes());
    }

    /// What the journal has, since a belief goes back hours alone, and what this turn brought, which it has not yet.
    private List<Change> changes() {
        if (changes == null) {
            Map<String, Change> known = new LinkedHashMap<>();
            journal.changesSince(now.minus(DAY)).forEach(change -> known.put(change.id(), change));
            belief.changes().forEach(change -> known.put(change.id(), change));
            changes = List.copyOf(known.values());
        }
        return changes;
    }

    /// Writes the next step of a remedy.
    ///
    /// @return whether the ledger moved; if not, nothing that depends on it may be done
    boolean move(ActionRun run, Remedy next) {
        Remedy revised = next.revised();
        return switch (journal.move(run.remedy(), revised, now)) {
            case DONE -> {
                taken(run, revised);
                yield true;
            }
            case OVERTAKEN -> {
                journal.decision(next.id()).ifPresent(run::remedy);
                yield false;
            }
            case UNWRITABLE -> false;
        };
    }

    /// Writes what was seen of a remedy, if that is new. Nothing depends on it, so that it is kept in memory, and
    /// written with the next step, while it can't be written.
    ///
    /// @return whether the remedy still is what it was taken for
    boolean note(ActionRun run, Remedy next) {
        Remedy before = run.remedy();
        if (next.equals(before) || move(run, next)) {
            return true;
        }
        if (!run.remedy().equals(before)) {
            return false;
        }
        run.remedy(next);
        return true;
    }

    /// Takes over what the ledger has already.
    void taken(ActionRun run, Remedy next) {
        run.remedy(next);
        started = null;
    }
}
