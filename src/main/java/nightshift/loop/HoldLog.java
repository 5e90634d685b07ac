package nightshift.loop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nightshift.fact.Assessment;
import nightshift.fact.Incident;
import nightshift.fact.decision.Hold;
import nightshift.fact.decision.Remedy;
import nightshift.journal.HoldStep;
import nightshift.journal.Journal;
import org.jspecify.annotations.Nullable;

/// Journals what is proposed and not done, and why: when it begins, when it is held for another reason, and when it
/// ends; not once a turn. What can't be written is written with a later turn, and goes on from where it began. Used by
/// the loop's thread, unless said otherwise.
final class HoldLog {
    private final Journal journal;
    private final HoldConfig config;

    /// As it is, by decision.
    private Map<String, Hold> held;

    /// As the journal has it.
    private final Map<String, Hold> written;

    /// How many holds the journal has of each proposal of the open incidents.
    private final Map<String, Map<String, Integer>> told;

    private @Nullable Instant lastTurn;
    private volatile long dropped;

    HoldLog(Journal journal, HoldConfig config) {
        this.journal = journal;
        this.config = config;
        this.told = new HashMap<>(journal.holdsOfOpenIncidents());
        this.held = new LinkedHashMap<>();
        journal.heldNow().forEach(hold -> held.put(hold.decision(), hold));
        this.written = new HashMap<>(held);
    }

    /// Takes note of a turn; what it threw at is noted when it is asked again.
    ///
    /// @param wanted what came to no decision
    /// @param remedies what was decided, as it is now
    void note(List<Hold> wanted, List<Remedy> remedies, Assessment belief, Instant now) {
        Set<String> open = belief.openIncidents().stream().map(Incident::id).collect(Collectors.toSet());
        Map<String, Hold> next = new LinkedHashMap<>();
        wanted.forEach(hold -> next.put(hold.decision(), hold));
        remedies.forEach(remedy -> Hold.of(remedy, now).ifPresent(hold -> next.put(remedy.id(), hold)));
        next.values().removeIf(hold -> !open.contains(hold.incident()));
        next.replaceAll((decision, hold) -> goingOn(held.get(decision), hold));
        write(next, now);
        held = next;
        lastTurn = now;
        told.keySet().retainAll(open);
    }

    private static Hold goingOn(@Nullable Hold before, Hold hold) {
        return before != null && before.goesOn(hold) ? before : hold;
    }

    private void write(Map<String, Hold> next, Instant now) {
        List<HoldStep> steps = new ArrayList<>();
        Map<String, Map<String, Integer>> fresh = new HashMap<>();
        Set<String> decisions = new TreeSet<>(next.keySet());
        decisions.addAll(written.keySet());
        for (String decision : decisions) {
            Hold before = written.get(decision);
            Hold after = next.get(decision);
            if (after == null || !after.equals(before)) {
                if (after == null || mayTell(after, fresh)) {
                    steps.add(new HoldStep(before == null ? null : before.until(last(now)), after));
                } else if (!after.equals(held.get(decision))) {
                    dropped = dropped + 1;
                }
            }
        }
        if (!steps.isEmpty() && journal.hold(steps, now)) {
            steps.forEach(this::remember);
        }
    }

    private Instant last(Instant now) {
        return lastTurn == null ? now : lastTurn;
    }

    /// Whether there is room for it, beside those of this turn.
    private boolean mayTell(Hold hold, Map<String, Map<String, Integer>> fresh) {
        Map<String, Integer> ofTurn = fresh.computeIfAbsent(hold.incident(), first -> new HashMap<>());
        Map<String, Integer> before = told.getOrDefault(hold.incident(), Map.of());
        boolean room = before.getOrDefault(hold.decision(), 0) < config.ofProposal()
                && sum(before) + sum(ofTurn) < config.ofIncident();
        if (room) {
            ofTurn.merge(hold.decision(), 1, Integer::sum);
        }
        return room;
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void remember(HoldStep step) {
        Hold after = step.after();
        if (after == null) {
            written.remove(step.decision());
            return;
        }
        written.put(step.decision(), after);
        told.computeIfAbsent(after.incident(), first -> new HashMap<>()).merge(after.decision(), 1, Integer::sum);
    }

    /// How many holds were not journalled for want of room since the start. Safe from any thread.
    long dropped() {
        return dropped;
    }
}
