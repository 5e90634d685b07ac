package nightshift.simulate.judge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nightshift.fact.ActionType;
import nightshift.fact.Cause;
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.telemetry.EntityId;
import nightshift.journal.DecisionRecord;
import nightshift.journal.DecisionState;
import nightshift.simulate.target.CarriedOut;
import nightshift.simulate.trial.Outcome;
import nightshift.simulate.trial.Scenario;
import org.jspecify.annotations.Nullable;

/// Judges a run by the world's truth, against what the scenario declares.
public final class Judge {
    /// How much worse than the twin the users may fare before it is called harm: 5 %.
    static final double TOLERANCE = 1.05;

    /// And so many error-seconds, because two worlds that part differ a little by chance alone: 5 error-seconds are one
    /// journey wholly broken for 5 s.
    static final double SLACK = 5;

    private Judge() {}

    public static Verdict judge(Scenario scenario, RunRecord evidence) {
        Optional<Incident> first = firstAfter(evidence);
        Optional<Belief> about = belief(evidence);
        int pages = pages(evidence);
        Duration detected = first.map(one -> Duration.between(evidence.struck(), one.openedAt()))
                .orElse(null);
        Boolean cause = scenario.then().cause() == null
                ? null
                : about.map(one -> one.entity()
                                .service()
                                .name()
                                .equals(scenario.then().cause()))
                        .orElse(false);
        Boolean kind = scenario.then().kind() == null
                ? null
                : about.map(one -> one.kind() == scenario.then().kind()).orElse(false);
        Verdict verdict = new Verdict(
                outcome(evidence, pages),
                detected,
                evidence.healedAfter(),
                cause,
                kind,
                falseActions(scenario, evidence),
                evidence.errorSeconds() > evidence.twinErrorSeconds() * TOLERANCE + SLACK,
                pages,
                evidence.errorSeconds(),
                evidence.twinErrorSeconds(),
                List.of());
        return withFailures(verdict, failures(scenario, evidence, verdict));
    }

    private static Outcome outcome(RunRecord evidence, int pages) {
        boolean acted = !evidence.carriedOut().isEmpty();
        if (pages > 0) {
            return Outcome.ESCALATED;
        }
        if (acted && evidence.well() != null) {
            return Outcome.HEALED;
        }
        return acted ? Outcome.FAILED : Outcome.UNTOUCHED;
    }

    private static Optional<Incident> firstAfter(RunRecord evidence) {
        return evidence.incidents().stream()
                .filter(one -> !one.openedAt().isBefore(evidence.struck()))
                .findFirst();
    }

    /// What the product believed: the cause for which it acted, as it was then, or else what the first incident
    /// says in the end. Where several things go wrong at once, an incident may rightly blame another when the one
    /// that the scenario means is healed.
    private static Optional<Belief> belief(RunRecord evidence) {
        return evidence.decisions().stream()
                .filter(record -> record.startedAt() != null)
                .filter(record -> !record.decision().action().type().equals(ActionType.ESCALATE))
                .flatMap(record -> record.decision().because().stream())
                .flatMap(fact -> fact instanceof Cause cause ? Stream.of(cause) : Stream.empty())
                .findFirst()
                .map(cause -> new Belief(cause.entity(), cause.kind()))
                .or(() -> firstAfter(evidence).map(one -> new Belief(one.entity(), one.kind())));
    }

    private record Belief(EntityId entity, FailureKind kind) {}

    private static int pages(RunRecord evidence) {
        return (int) evidence.decisions().stream().filter(Judge::page).count();
    }

    /// Whether a human was woken by this decision.
    static boolean page(DecisionRecord record) {
        return record.decision().action().type().equals(ActionType.ESCALATE) && happened(record.state());
    }

    private static boolean happened(DecisionState state) {
        return switch (state) {
            case SHADOWED, SUGGESTED, VETOED, AWAITING_APPROVAL, REJECTED, EXPIRED, INTENT, CANCELLED -> false;
            case STARTED, VERIFYING, UNDOING, HEALED, DONE, NOT_HEALED, UNDONE, INCONCLUSIVE, FAILED, UNKNOWN -> true;
        };
    }

    private static List<String> falseActions(Scenario scenario, RunRecord evidence) {
        List<String> wrong = new ArrayList<>();
        for (CarriedOut done : evidence.carriedOut()) {
            if (!done.undo() && !allowed(scenario, done.type(), done.service())) {
                wrong.add(done.type() + " on " + done.service() + " at " + done.at());
            }
        }
        for (DecisionRecord record : evidence.decisions()) {
            String target = record.decision().action().target().service().name();
            if (page(record) && !allowed(scenario, ActionType.ESCALATE, target)) {
                wrong.add(ActionType.ESCALATE + " about " + target + " at "
                        + record.decision().decidedAt());
            }
        }
        return wrong;
    }

    private static boolean allowed(Scenario scenario, String type, String target) {
        return scenario.then().actions().stream().anyMatch(deed -> deed.covers(type, target))
                && scenario.then().mustNot().stream().noneMatch(deed -> deed.covers(type, target));
    }

    private static List<String> failures(Scenario scenario, RunRecord evidence, Verdict verdict) {
        Scenario.Then then = scenario.then();
        List<String> failures = new ArrayList<>();
        if (verdict.outcome() != then.outcome()) {
            failures.add("expected to end " + then.outcome() + ", ended " + verdict.outcome() + ": "
                    + verdict.outcome().sentence());
        }
        late("detected", verdict.detectedAfter(), then.detectedWithin(), failures);
        late("healed", verdict.healedAfter(), then.healedWithin(), failures);
        if (Boolean.FALSE.equals(verdict.causeNamed())) {
            failures.add("expected the cause " + then.cause() + ", named " + named(evidence));
        }
        if (Boolean.FALSE.equals(verdict.kindNamed())) {
            failures.add("expected the kind " + then.kind() + ", named " + named(evidence));
        }
        verdict.falseActions().forEach(action -> failures.add("false action: " + action));
        if (verdict.harmful()) {
            failures.add("harmful: %.0f error-seconds, %.0f without any action"
                    .formatted(verdict.errorSeconds(), verdict.twinErrorSeconds()));
        }
        if (evidence.incidents().size() > then.incidents()) {
            failures.add("expected at most " + then.incidents() + " incidents, there were "
                    + evidence.incidents().size());
        }
        return failures;
    }

    private static void late(String what, @Nullable Duration after, @Nullable Duration within, List<String> failures) {
        if (within != null && (after == null || after.compareTo(within) > 0)) {
            failures.add("expected to be " + what + " within " + within + ", "
                    + (after == null ? "never was" : "took " + after));
        }
    }

    private static String named(RunRecord evidence) {
        return belief(evidence)
                .map(one -> one.entity().label() + ", " + one.kind())
                .orElse("nothing");
    }

    private static Verdict withFailures(Verdict of, List<String> failures) {
        return new Verdict(
                of.outcome(),
                of.detectedAfter(),
                of.healedAfter(),
                of.causeNamed(),
                of.kindNamed(),
                of.falseActions(),
                of.harmful(),
                of.pages(),
                of.errorSeconds(),
                of.twinErrorSeconds(),
                failures);
    }
}
