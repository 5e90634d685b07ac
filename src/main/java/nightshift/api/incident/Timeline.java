package nightshift.api.incident;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.api.view.EntityView;
import nightshift.api.view.Word;
import nightshift.fact.Action;
import nightshift.fact.Cause;
import nightshift.fact.Change;
import nightshift.fact.Incident;
import nightshift.fact.IncidentOutcome;
import nightshift.fact.Symptom;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.Hold;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Figure;
import nightshift.journal.Event;
import nightshift.journal.Journal;

/// An incident told in order: what had changed, what was seen, why it was, what was decided, done and proven.
public final class Timeline {
    /// A change longer ago than this is no longer part of the story.
    private static final Duration CHANGES_BEFORE = Duration.ofHours(1);

    /// What Nightshift did is told as what was done, not as a change that somebody made.
    private static final String OURSELVES = "nightshift";

    private final List<TimelineEntry> entries = new ArrayList<>();
    private final List<Hold> holds;
    private final List<Event> log;

    private Timeline(List<Hold> holds, List<Event> log) {
        this.holds = holds;
        this.log = log;
    }

    /// @param decisions of this incident, oldest first
    /// @param changes of the last hours, of any service
    /// @param holds what was proposed in it and held, in any order
    /// @param log what the journal noted about this incident
    /// @return oldest first
    public static List<TimelineEntry> of(
            Incident incident, List<Remedy> decisions, List<Change> changes, List<Hold> holds, List<Event> log) {
        Timeline story = new Timeline(holds, log);
        story.changed(incident, changes);
        story.detected(incident);
        story.explained(incident);
        decisions.forEach(story::decided);
        story.held(decisions);
        story.said();
        story.closed(incident);
        return story.entries.stream()
                .sorted(Comparator.comparing(TimelineEntry::at))
                .toList();
    }

    private void changed(Incident incident, List<Change> changes) {
        Set<EntityId> involved = involved(incident);
        Instant from = incident.openedAt().minus(CHANGES_BEFORE);
        Instant closedAt = incident.closedAt();
        for (Change change : changes) {
            boolean inTime = !change.at().isBefore(from)
                    && (closedAt == null || !change.at().isAfter(closedAt));
            boolean own = change.by().equals(OURSELVES);
            if (inTime && !own && involved.contains(change.service())) {
                add(change.at(), "changed", told(change));
            }
        }
    }

    private static String told(Change change) {
        String version = change.version().isEmpty() ? "" : " to " + change.version();
        String summary = change.summary().isEmpty() ? "" : ": " + change.summary();
        return Word.of(change.kind()).replace('_', ' ') + " of "
                + change.entity().label() + version + " by " + change.by() + summary;
    }

    private static Set<EntityId> involved(Incident incident) {
        Set<EntityId> involved = new HashSet<>();
        involved.add(incident.entity().service());
        incident.symptoms().forEach(symptom -> involved.add(symptom.entity().service()));
        incident.causes().forEach(cause -> involved.add(cause.entity().service()));
        return involved;
    }

    private void detected(Incident incident) {
        List<Symptom> symptoms = incident.symptoms();
        if (symptoms.isEmpty()) {
            add(incident.openedAt(), "detected", incident.title());
            return;
        }
        Symptom first = symptoms.getFirst();
        String others = symptoms.size() == 1 ? "" : ", and " + (symptoms.size() - 1) + " more";
        boolean up = first.direction() == Direction.UP;
        double edge = up ? first.expected().high() : first.expected().low();
        add(
                incident.openedAt(),
                "detected",
                first.signal() + " of " + first.entity().label() + (up ? " rose above " : " fell below ")
                        + Figure.of(edge, first.meaning()) + ", the edge of its band" + others);
    }

    private void explained(Incident incident) {
        if (!incident.causes().isEmpty()) {
            Cause cause = incident.causes().getFirst();
            add(
                    incident.openedAt(),
                    "explained",
                    EntityView.of(cause.entity()).label() + " is the probable cause ("
                            + Figure.percent(cause.probability()) + "): "
                            + incident.kind().sentence());
        }
    }

    private void decided(Remedy remedy) {
        Action action = remedy.action();
        String what = action.type() + " on " + action.target().label();
        Instant at = remedy.decision().decidedAt();
        add(at, "decided", remedy.decision().rule().id() + " proposed " + what, remedy);
        if (holds.stream().noneMatch(hold -> hold.decision().equals(remedy.id()))) {
            guarded(remedy, at); // of before holds were kept
        }
        approved(remedy, what);
        Instant startedAt = remedy.startedAt();
        if (startedAt != null) {
            add(startedAt, "acted", what + parameters(action), remedy);
        }
        Instant endedAt = remedy.endedAt();
        if (endedAt != null && startedAt != null) {
            add(endedAt, "verified", remedy.verification().reason(), remedy);
        }
    }

    private void guarded(Remedy remedy, Instant at) {
        remedy.guards().stream()
                .filter(guard -> guard.verdict() != Guard.Verdict.PASS)
                .forEach(guard -> add(at, "held", guard.name() + ": " + guard.reason(), remedy));
    }

    /// What was held, also where no decision has come of it.
    private void held(List<Remedy> decisions) {
        Set<String> known = decisions.stream().map(Remedy::id).collect(Collectors.toSet());
        for (Hold hold : holds) {
            Instant until = hold.until();
            String text = hold.action() + " on " + hold.target().label() + " by " + hold.rule() + ": "
                    + (hold.guard().isEmpty() ? "" : hold.guard() + ": ") + hold.word()
                    + (until == null ? "; still held" : "; held until " + until);
            entries.add(new TimelineEntry(
                    hold.since(), "held", text, known.contains(hold.decision()) ? hold.decision() : null));
        }
    }

    private static String parameters(Action action) {
        return action.parameters().entrySet().stream()
                .map(parameter -> ", " + parameter.getKey() + " " + parameter.getValue())
                .collect(Collectors.joining());
    }

    private void approved(Remedy remedy, String what) {
        String who = remedy.approvedBy();
        if (who != null) {
            boolean no = remedy.state() == DecisionState.REJECTED;
            String step = no ? "rejected" : "approved";
            add(answeredAt(remedy, "decision." + step), step, who + " " + step + " " + what, remedy);
        }
    }

    private Instant answeredAt(Remedy remedy, String kind) {
        return log.stream()
                .filter(event -> event.kind().equals(kind) && event.subject().equals(remedy.id()))
                .map(Event::at)
                .findFirst()
                .orElse(remedy.decision().decidedAt());
    }

    /// What the cluster said of what the incident is about.
    private void said() {
        for (Event event : log) {
            if (event.kind().equals(Journal.SAID)) {
                JsonObject body = new JsonObject(event.body());
                add(Instant.parse(body.getString("at")), "said", body.getString("text"));
            }
        }
    }

    private void closed(Incident incident) {
        Instant closedAt = incident.closedAt();
        IncidentOutcome outcome = incident.outcome();
        if (closedAt != null && outcome != null) {
            add(closedAt, "closed", Word.of(outcome) + ": " + outcome.sentence());
        }
    }

    private void add(Instant at, String step, String text) {
        entries.add(new TimelineEntry(at, step, text, null));
    }

    private void add(Instant at, String step, String text, Remedy remedy) {
        entries.add(new TimelineEntry(at, step, text, remedy.id()));
    }
}
