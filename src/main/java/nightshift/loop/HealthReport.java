package nightshift.loop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.fact.Assessment;
import nightshift.fact.DeadLetter;
import nightshift.fact.Knowledge;
import nightshift.fact.inventory.Disagreement;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.inventory.WatchStatus;
import nightshift.fact.telemetry.IntakeStatus;
import nightshift.journal.Journal;
import nightshift.loop.Health.State;

/// Asks all parts of a Nightshift what is not as it should be. On any thread.
final class HealthReport {
    private final Nightshift nightshift;
    private final Journal journal;
    private final Set<State> states = EnumSet.noneOf(State.class);
    private final List<String> reasons = new ArrayList<>();

    private HealthReport(Nightshift nightshift, Journal journal) {
        this.nightshift = nightshift;
        this.journal = journal;
    }

    static Health of(Nightshift nightshift, Journal journal) {
        HealthReport report = new HealthReport(nightshift, journal);
        Optional<String> unwritable = journal.unwritable();
        unwritable.ifPresent(
                reason -> report.reasons.add("the journal can't be written, so nothing is done: " + reason));
        nightshift.clockSetBack().ifPresent(report.reasons::add);
        report.people();
        report.intake();
        nightshift.assessment().ifPresent(report::understanding);
        report.parts();
        return new Health(true, unwritable.isEmpty(), List.copyOf(report.states), report.reasons);
    }

    private void add(State state, String sentence) {
        states.add(state);
        reasons.add(sentence);
    }

    private void people() {
        int waiting = nightshift.waiting();
        if (waiting > 0) {
            add(State.WAITING, "waiting for a person: " + waiting + (waiting == 1 ? " decision" : " decisions"));
        }
        nightshift.unheard().ifPresent(reasons::add);
        if (nightshift.paused()) {
            add(State.PAUSED, "automation is paused: it observes and decides, and dispatches nothing");
        }
        Instant now = nightshift.now();
        nightshift.activeMutes().forEach(mute -> add(State.MUTED, "muted: " + mute.describe(now)));
    }

    private void intake() {
        IntakeStatus intake = nightshift.intake();
        intake.refusing()
                .values()
                .forEach(sentence -> add(State.REFUSING, "refusing some of what is sent: " + sentence));
        intake.dropping()
                .values()
                .forEach(sentence -> add(State.DROPPING, "dropping some of what was taken in: " + sentence));
        nightshift
                .watch()
                .filter(watch -> watch.state() != WatchStatus.State.WATCHING)
                .ifPresent(watch -> add(
                        State.PARTLY_WATCHED,
                        "the cluster can't be followed wholly since " + watch.since() + ": " + watch.detail()));
        List<Disagreement> differ = nightshift
                .assessment()
                .map(Assessment::inventory)
                .map(Inventory::disagreements)
                .orElse(List.of());
        if (!differ.isEmpty()) {
            reasons.add("the API server and telemetry differ in " + differ.size() + ": "
                    + differ.getFirst().describe());
        }
        int unwatched = nightshift.unwatched();
        if (unwatched > 0) {
            add(
                    State.PARTLY_WATCHED,
                    unwatched + " series are not watched, there is no room: nobody would see them fail; raise"
                            + " nightshift.limits.watched, and the heap with it, or send less");
        }
    }

    private void understanding(Assessment now) {
        if (now.forecaster().degraded()) {
            reasons.add("the forecaster is degraded: " + now.forecaster().reason());
        }
        Knowledge knowledge = now.knowledge();
        Instant silent = knowledge.silentSince();
        if (silent != null) {
            add(State.BLIND, "nothing is sent since " + silent + ": what happens now is not seen");
        } else if (!knowledge.silent().isEmpty()) {
            int silentOnes = knowledge.silent().size();
            add(
                    State.PARTLY_WATCHED,
                    silentOnes + (silentOnes == 1 ? " service sends" : " services send")
                            + " nothing of its own any more");
        }
        List<Knowledge.Learning> learning = knowledge.learning();
        if (!learning.isEmpty()) {
            Knowledge.Learning first = learning.getFirst();
            String others = learning.size() == 1 ? "" : " (and " + (learning.size() - 1) + " more services)";
            add(State.LEARNING, "still learning: " + first.service().label() + ", " + first.sentence() + others);
        }
    }

    private void parts() {
        List<DeadLetter> aside = nightshift.setAside();
        if (!aside.isEmpty()) {
            reasons.add(aside.size() + " things could not be taken in within the last hour: "
                    + aside.getLast().describe());
        }
        reasons.addAll(journal.windows().troubles());
        Optional<String> out = nightshift.rulesOut();
        out.ifPresent(reasons::add);
        nightshift.rulesCrowded().ifPresent(reasons::add);
        nightshift.rulesAside().ifPresent(sentence -> add(State.RULES_ASIDE, sentence));
        if (out.isEmpty()
                && nightshift.rulesAside().isEmpty()
                && !nightshift.rules().problems().isEmpty()) {
            reasons.add("rule files have problems, the last good rules are live: "
                    + nightshift.rules().problems().getFirst().text());
        }
    }
}
