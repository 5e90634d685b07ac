package nightshift.loop;

import java.time.Instant;
import java.util.List;
import nightshift.act.Dispatcher;
import nightshift.decide.Rulebook;
import nightshift.fact.Assessment;
import nightshift.fact.Command;
import nightshift.fact.Decision;
import nightshift.fact.Outcome;
import nightshift.fact.Snapshot;
import nightshift.journal.Journal;
import nightshift.observe.Observer;
import nightshift.understand.Analyst;

/// One Nightshift: the loop and all that hangs on it. A plain object, made from its parts.
public final class Nightshift {
    private final Observer observer;
    private final Analyst analyst;
    private final Rulebook rulebook;
    private final Dispatcher dispatcher;
    private final Journal journal;

    public Nightshift(Observer observer, Analyst analyst, Rulebook rulebook, Dispatcher dispatcher, Journal journal) {
        this.observer = observer;
        this.analyst = analyst;
        this.rulebook = rulebook;
        this.dispatcher = dispatcher;
        this.journal = journal;
    }

    /// One turn; the answer is the next turn's `last`.
    List<Outcome> turn(List<Command> orders, List<Outcome> last, Instant now) {
        Snapshot seen = observer.snapshot(now);
        Assessment belief = analyst.assess(seen, last, rulebook.watches());
        List<Decision> decisions = rulebook.decide(belief, last, now);
        journal.intend(decisions, orders, now);
        List<Outcome> outcomes = dispatcher.advance(decisions, orders, belief, now);
        journal.record(belief.incidents(), outcomes, now);
        return outcomes;
    }
}
