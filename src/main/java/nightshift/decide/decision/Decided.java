package nightshift.decide.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.fact.ActionType;
import nightshift.fact.Incident;
import nightshift.fact.Outcome;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Disposition;

/// What was decided so far, which is why nothing is decided twice. Owned by the loop's thread.
public final class Decided {
    /// Keys of closed incidents stay for a while, should one be told again; the oldest go first.
    private static final int KEYS = 20_000;

    private static final int OUTCOMES = 1_000;

    private final Set<String> keys = new LinkedHashSet<>();
    private final Set<String> escalated = new HashSet<>();
    private final Map<String, String> unsettled = new HashMap<>();
    private final Map<String, Outcome> settled = new LinkedHashMap<>();

    public Decided(RuleMemory known) {
        known.decided().forEach(this::add);
        known.outcomes().forEach(this::learn);
    }

    /// Takes in what came of decisions, and lets go of incidents that closed.
    public void learn(List<Outcome> outcomes, List<Incident> incidents) {
        outcomes.forEach(this::learn);
        for (Incident incident : incidents) {
            if (!incident.open()) {
                settled.values().removeIf(outcome -> outcome.incident().equals(incident.id()));
                unsettled.values().removeIf(incident.id()::equals);
                escalated.remove(incident.id());
            }
        }
    }

    void add(Decision decision) {
        keys.add(decision.finding());
        boolean acts =
                decision.disposition() == Disposition.ACT || decision.disposition() == Disposition.AWAIT_APPROVAL;
        if (decision.action().type().equals(ActionType.ESCALATE)) {
            if (acts) {
                escalated.add(decision.incident());
            }
        } else if (acts) {
            unsettled.put(decision.id(), decision.incident());
        }
        while (keys.size() > KEYS) {
            keys.remove(keys.iterator().next());
        }
    }

    /// Outcomes of open incidents that are settled, which the ladder builds on.
    public Collection<Outcome> settled() {
        return new ArrayList<>(settled.values());
    }

    public boolean knows(Wish finding) {
        return keys.contains(finding.key());
    }

    /// Whether something is under way or waits for approval: one remedy at a time, or none can be judged. It stays so
    /// when a person or an interlock held the remedy back, of which no outcome tells: such an incident is theirs.
    boolean busy(String incident) {
        return unsettled.containsValue(incident);
    }

    /// Whether a person was woken already.
    boolean escalated(String incident) {
        return escalated.contains(incident);
    }

    private void learn(Outcome outcome) {
        if (outcome.actionType().equals(ActionType.ESCALATE)) {
            escalated.add(outcome.incident());
        }
        if (outcome.settled()) {
            unsettled.remove(outcome.decision());
            settled.put(outcome.decision(), outcome);
        }
        while (settled.size() > OUTCOMES) {
            settled.remove(settled.keySet().iterator().next());
        }
    }
}
