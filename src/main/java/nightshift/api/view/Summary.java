package nightshift.api.view;

import java.util.List;
import nightshift.fact.Action;
import nightshift.fact.ActionType;
import nightshift.fact.Assessment;
import nightshift.fact.Incident;
import nightshift.fact.IncidentState;
import nightshift.journal.DecisionQuery;
import nightshift.journal.DecisionRecord;
import nightshift.journal.DecisionState;
import nightshift.loop.Health;
import nightshift.loop.Nightshift;

/// Puts all that is going on into one line: what needs a person comes first.
public final class Summary {
    private static final int MOST = 100;

    private final Nightshift nightshift;
    private final Health health;
    private final List<Incident> open;
    private final List<DecisionRecord> waiting;

    private Summary(Nightshift nightshift, Health health) {
        this.nightshift = nightshift;
        this.health = health;
        this.open = nightshift.journal().openIncidents();
        this.waiting = nightshift
                .journal()
                .decisions(new DecisionQuery(DecisionState.AWAITING_APPROVAL, null, null, null, null, null, MOST))
                .items();
    }

    /// @param health of this Nightshift and its pacer
    public static StatusView of(Nightshift nightshift, Health health) {
        return new Summary(nightshift, health).view();
    }

    private StatusView view() {
        Line line = line();
        return new StatusView(
                nightshift.now(),
                line.state(),
                line.text(),
                nightshift.paused(),
                health.ready(),
                health.reasons(),
                open.size(),
                waiting.size(),
                nightshift
                        .assessment()
                        .map(Assessment::forecaster)
                        .map(StatusView.ForecasterView::of)
                        .orElse(null),
                StatusView.IntakeView.of(nightshift.intake()),
                nightshift.rules().rules().size(),
                nightshift.rules().problems().size());
    }

    private record Line(String state, String text) {}

    private Line line() {
        if (!health.ready()) {
            return new Line("not_ready", "Not ready: " + String.join("; ", health.reasons()));
        }
        List<Incident> escalated = open.stream().filter(this::escalated).toList();
        if (!escalated.isEmpty()) {
            return new Line("needs_human", "A person is needed: " + titles(escalated));
        }
        if (nightshift.paused()) {
            return new Line("paused", open.isEmpty() ? "Paused" : "Paused, while: " + titles(open));
        }
        if (!waiting.isEmpty()) {
            Action action = waiting.getFirst().decision().action();
            String others = waiting.size() == 1 ? "" : " and " + (waiting.size() - 1) + " more";
            return new Line(
                    "awaiting_approval",
                    "Waiting for you: " + action.type() + " on "
                            + action.target().label() + others);
        }
        return unattended();
    }

    private Line unattended() {
        if (open.isEmpty()) {
            return nightshift.intake().series() == 0
                    ? new Line("listening", "Listening: no telemetry yet")
                    : new Line("quiet", "All quiet");
        }
        List<Incident> healing = open.stream()
                .filter(incident -> incident.state() != IncidentState.OPEN)
                .toList();
        return healing.isEmpty()
                ? new Line("investigating", "Looking into: " + titles(open))
                : new Line("healing", "Healing: " + titles(healing));
    }

    private boolean escalated(Incident incident) {
        return nightshift
                .journal()
                .decisions(new DecisionQuery(null, null, null, incident.id(), null, null, MOST))
                .items()
                .stream()
                .anyMatch(record ->
                        record.decision().action().type().equals(ActionType.ESCALATE) && record.startedAt() != null);
    }

    private static String titles(List<Incident> incidents) {
        String first = incidents.getFirst().title();
        return incidents.size() == 1 ? first : first + " and " + (incidents.size() - 1) + " more";
    }
}
