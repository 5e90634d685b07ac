package nightshift.api.overview;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nightshift.api.view.MuteView;
import nightshift.api.view.WatchView;
import nightshift.api.view.Word;
import nightshift.fact.Action;
import nightshift.fact.ActionType;
import nightshift.fact.Assessment;
import nightshift.fact.Incident;
import nightshift.fact.IncidentState;
import nightshift.fact.Knowledge;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Mute;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.IntakeStatus;
import nightshift.journal.DecisionQuery;
import nightshift.loop.Health;
import nightshift.loop.Nightshift;

/// Puts all that is going on into one line: what needs a person comes first.
public final class Summary {
    private static final int MOST = 100;

    /// Services that are named as still being learned; the rest is counted.
    private static final int MOST_NAMED = 20;

    private final Nightshift nightshift;
    private final Health health;
    private final List<Incident> open;
    private final List<Remedy> waiting;
    private final List<Mute> mutes;

    private Summary(Nightshift nightshift, Health health) {
        this.nightshift = nightshift;
        this.health = health;
        this.open = nightshift.journal().openIncidents();
        this.waiting = nightshift
                .journal()
                .decisions(new DecisionQuery(DecisionState.AWAITING_APPROVAL, null, null, null, null, null, MOST))
                .items()
                .stream()
                .filter(remedy -> !remedy.muted())
                .toList();
        this.mutes = nightshift.activeMutes();
    }

    /// @param health of this Nightshift and its pacer
    public static StatusView of(Nightshift nightshift, Health health) {
        return new Summary(nightshift, health).view();
    }

    private StatusView view() {
        Line line = line();
        return new StatusView(
                nightshift.now(),
                Word.of(line.state()),
                line.text(),
                nightshift.paused(),
                health.ready(),
                health.reasons(),
                open.size(),
                waiting.size(),
                mutes.stream().map(mute -> MuteView.of(mute, nightshift.now())).toList(),
                nightshift
                        .assessment()
                        .map(Assessment::forecaster)
                        .map(StatusView.ForecasterView::of)
                        .orElse(null),
                StatusView.IntakeView.of(nightshift.intake(), nightshift.unwatched()),
                nightshift.watch().map(WatchView::of).orElse(null),
                knowledge().learning().stream()
                        .limit(MOST_NAMED)
                        .map(StatusView.LearningView::of)
                        .toList(),
                knowledge().learning().size(),
                knowledge().silent().size(),
                knowledge().silentSince(),
                nightshift.rules().rules().size(),
                nightshift.rules().problems().size(),
                nightshift.journal().head(),
                nightshift.journal().pruning().bytes(),
                nightshift.journal().pruning().oldest().orElse(null));
    }

    private record Line(StatusState state, String text) {}

    private Line line() {
        if (!health.ready()) {
            return new Line(StatusState.NOT_READY, "Not ready: " + String.join("; ", health.reasons()));
        }
        Set<String> called = called();
        List<Incident> escalated =
                open.stream().filter(incident -> called.contains(incident.id())).toList();
        if (!escalated.isEmpty()) {
            return new Line(StatusState.NEEDS_HUMAN, "A person is needed: " + titles(escalated));
        }
        Optional<String> rulesOut = nightshift.rulesOut();
        if (rulesOut.isPresent()) {
            return new Line(StatusState.NEEDS_HUMAN, "A person is needed: " + rulesOut.get());
        }
        if (nightshift.paused()) {
            return new Line(StatusState.PAUSED, open.isEmpty() ? "Paused" : "Paused, while: " + titles(open));
        }
        if (!waiting.isEmpty()) {
            Action action = waiting.getFirst().decision().action();
            String others = waiting.size() == 1 ? "" : " and " + (waiting.size() - 1) + " more";
            return new Line(
                    StatusState.AWAITING_APPROVAL,
                    "Waiting for you: " + action.type() + " on "
                            + action.target().label() + others);
        }
        return unattended();
    }

    /// Open incidents for which a person was called.
    private Set<String> called() {
        return nightshift.journal().remediesOfOpenIncidents().stream()
                .filter(ServiceBoard::escalated)
                .map(remedy -> remedy.decision().incident())
                .collect(Collectors.toSet());
    }

    private Line unattended() {
        if (open.isEmpty()) {
            return quiet();
        }
        if (open.stream().allMatch(this::muted)) {
            return new Line(StatusState.MUTED, "Muted, while: " + titles(open));
        }
        List<Incident> healing = open.stream()
                .filter(incident -> incident.state() != IncidentState.OPEN)
                .toList();
        return healing.isEmpty()
                ? new Line(StatusState.INVESTIGATING, "Looking into: " + titles(open))
                : new Line(StatusState.HEALING, "Healing: " + titles(healing));
    }

    /// Whether nobody is woken for it.
    private boolean muted(Incident incident) {
        Action page = new Action(ActionType.ESCALATE, incident.entity(), Map.of());
        return mutes.stream().anyMatch(mute -> mute.mutes("", page, nightshift.now()));
    }

    private Line quiet() {
        Knowledge knowledge = knowledge();
        Instant silent = knowledge.silentSince();
        if (silent != null) {
            return new Line(StatusState.BLIND, "Blind: no telemetry since " + silent);
        }
        IntakeStatus intake = nightshift.intake();
        int unwatched = nightshift.unwatched();
        if (!intake.refusing().isEmpty()) {
            return new Line(StatusState.REFUSING, "Refusing some of what is sent: " + first(intake.refusing()));
        }
        if (!intake.dropping().isEmpty()) {
            return new Line(StatusState.DROPPING, "Dropping some of what was taken in: " + first(intake.dropping()));
        }
        if (unwatched > 0) {
            return new Line(
                    StatusState.PARTLY_WATCHED,
                    "Quiet where it looks: " + unwatched + " of " + intake.series() + " series are not watched");
        }
        if (intake.series() == 0) {
            return new Line(StatusState.LISTENING, "Listening: no telemetry yet");
        }
        if (!knowledge.silent().isEmpty()) {
            return new Line(StatusState.PARTLY_WATCHED, "Quiet where it looks: " + silent(knowledge.silent()));
        }
        Optional<String> aside = nightshift.rulesAside();
        if (aside.isPresent()) {
            return new Line(StatusState.RULES_ASIDE, "Quiet, but " + aside.get());
        }
        if (!mutes.isEmpty()) {
            String others = mutes.size() == 1 ? "" : "; and " + (mutes.size() - 1) + " more";
            return new Line(StatusState.MUTED, "Muted: " + mutes.getFirst().describe(nightshift.now()) + others);
        }
        List<Knowledge.Learning> learning = knowledge.learning();
        return learning.isEmpty()
                ? new Line(StatusState.QUIET, "All quiet")
                : new Line(
                        StatusState.LEARNING,
                        "Learning: nothing found so far, and not all can be judged yet (" + learned(learning) + ")");
    }

    private static String first(Map<String, String> reasons) {
        return reasons.values().iterator().next();
    }

    private static String silent(Map<EntityId, Instant> silent) {
        String first = silent.keySet().stream()
                .min(Comparator.naturalOrder())
                .map(EntityId::label)
                .orElse("");
        return silent.size() == 1
                ? first + " sends nothing any more"
                : first + " and " + (silent.size() - 1) + " more services send nothing any more";
    }

    private static String learned(List<Knowledge.Learning> learning) {
        String first = learning.getFirst().service().label();
        return learning.size() == 1 ? first : first + " and " + (learning.size() - 1) + " more";
    }

    private Knowledge knowledge() {
        return nightshift.assessment().map(Assessment::knowledge).orElse(Knowledge.WHOLE);
    }

    private static String titles(List<Incident> incidents) {
        String first = incidents.getFirst().title();
        return incidents.size() == 1 ? first : first + " and " + (incidents.size() - 1) + " more";
    }
}
