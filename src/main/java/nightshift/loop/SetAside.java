package nightshift.loop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.fact.DeadLetter;
import nightshift.fact.DeadLetters;
import nightshift.journal.Journal;

/// What could not be taken in, and who was told of it: the log at once, the journal and a person by the turn. Something
/// that fails again and again is told once an hour and counted each time. Written by the loop's thread, its views are
/// safe from any.
final class SetAside implements DeadLetters {
    private static final Logger LOG = System.getLogger(SetAside.class.getName());
    private static final Duration TOLD_AGAIN = Duration.ofHours(1);

    /// Of about 300 bytes each; the oldest are forgotten first.
    private static final int MOST = 1_000;

    private final Map<String, DeadLetter> told = new LinkedHashMap<>();
    private final Set<String> distrusted = new LinkedHashSet<>();
    private final List<DeadLetter> unjournalled = new ArrayList<>();
    private final List<DeadLetter> untold = new ArrayList<>();
    /// How many of them the turn's decisions tell of.
    private int offered;

    private Instant now = Instant.EPOCH;
    private boolean last;
    private volatile List<DeadLetter> shown = List.of();
    private volatile long count;

    /// From now on entries of this turn are delivered.
    void deliver(UnwrittenTurn turn) {
        now = turn.now();
        last = turn.lastDelivery();
    }

    /// Delivers what a whole stage does. One that was set aside is not delivered again and again: its entries are on
    /// their own at once, until it comes through.
    void deliverWhole(String stage, Runnable work) {
        boolean before = last;
        last |= !trusts(stage);
        try {
            deliver(stage, work);
        } finally {
            last = before;
        }
    }

    @Override
    public boolean lastDelivery() {
        return last;
    }

    @Override
    public boolean trustsAll() {
        return distrusted.isEmpty();
    }

    @Override
    public boolean trusts(String subject) {
        return !distrusted.contains(subject);
    }

    @Override
    public void restoreTrust(String subject) {
        distrusted.remove(subject);
    }

    @Override
    public void setAside(String subject, RuntimeException why) {
        count = count + 1;
        distrusted.add(subject);
        DeadLetter before = told.get(subject);
        if (before != null && now.isBefore(before.at().plus(TOLD_AGAIN))) {
            return;
        }
        DeadLetter letter = new DeadLetter(now, subject, why.getClass().getSimpleName() + ": " + why.getMessage());
        LOG.log(Level.ERROR, letter.describe(), why);
        told.remove(subject);
        told.put(subject, letter);
        unjournalled.add(letter);
        untold.add(letter);
        if (told.size() > MOST) {
            String oldest = told.keySet().iterator().next();
            told.remove(oldest);
            distrusted.remove(oldest);
        }
        shown = List.copyOf(told.values());
    }

    @Override
    public List<DeadLetter> untold() {
        offered = untold.size();
        return List.copyOf(untold);
    }

    /// A turn's decisions are intended, the page of what was [#untold] among them: journals what was set aside.
    void note(Journal journal) {
        untold.subList(0, offered).clear();
        offered = 0;
        while (!unjournalled.isEmpty()) {
            DeadLetter letter = unjournalled.getFirst();
            journal.append("entry.setaside", letter.subject(), Map.of("reason", letter.reason()), letter.at());
            unjournalled.removeFirst();
        }
    }

    /// How often something was set aside since the start.
    long count() {
        return count;
    }

    /// What was set aside within the last hour, oldest first.
    List<DeadLetter> recent(Instant at) {
        return shown.stream()
                .filter(letter -> letter.at().plus(TOLD_AGAIN).isAfter(at))
                .toList();
    }
}
