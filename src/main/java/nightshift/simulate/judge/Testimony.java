package nightshift.simulate.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.EntityId;
import nightshift.simulate.trial.Statement;

/// What the product itself says, as its journal has it, in seconds of the world.
///
/// @param incidents in the order of their opening
/// @param decisions in the order in which they were made
public record Testimony(List<Case> incidents, List<Wish> decisions) {
    private static final String ESCALATE = "escalate";

    public Testimony {
        incidents = List.copyOf(incidents);
        decisions = List.copyOf(decisions);
    }

    /// One incident.
    ///
    /// @param opened second
    /// @param closed second; [Integer#MAX_VALUE] while it is open
    /// @param said what was said of its causes, whenever it changed: the first when it opened
    public record Case(String id, int opened, int closed, List<Said> said) {
        public Case {
            said = List.copyOf(said);
        }
    }

    /// One statement: causes by falling probability.
    public record Said(int second, List<Blame> causes) {
        public Said {
            causes = List.copyOf(causes);
        }
    }

    /// Who is blamed of what.
    public record Blame(EntityId entity, FailureKind kind) {}

    /// One decision.
    ///
    /// @param state where it ended, for people
    /// @param proposed whether it was put forward: neither in shadow nor vetoed
    /// @param page whether it woke a person
    public record Wish(int second, String type, EntityId target, String state, boolean proposed, boolean page) {
        boolean is(WorldTruth.Remedy remedy) {
            EntityId service = target.service();
            return type.equals(remedy.type())
                    && service.name().equals(remedy.service().name())
                    && (service.namespace().isEmpty()
                            || service.namespace().equals(remedy.service().namespace()));
        }
    }

    /// @param start the moment at which the world's seconds begin
    static Testimony of(Instant start, List<Incident> incidents, List<Statement> statements, List<Remedy> decisions) {
        List<Case> cases = new ArrayList<>();
        for (Incident incident : incidents) {
            cases.add(new Case(
                    incident.id(),
                    second(start, incident.openedAt()),
                    incident.closedAt() == null ? Integer.MAX_VALUE : second(start, incident.closedAt()),
                    statements.stream()
                            .filter(one -> one.incident().id().equals(incident.id()))
                            .map(one -> new Said(second(start, one.at()), blames(one.incident())))
                            .toList()));
        }
        return new Testimony(
                cases, decisions.stream().map(record -> wish(start, record)).toList());
    }

    private static List<Blame> blames(Incident incident) {
        return incident.causes().stream()
                .map(cause -> new Blame(cause.entity(), cause.kind()))
                .toList();
    }

    private static Wish wish(Instant start, Remedy record) {
        String type = record.decision().action().type();
        return new Wish(
                second(start, record.decision().decidedAt()),
                type,
                record.decision().action().target(),
                record.state().name(),
                proposed(record.state()),
                type.equals(ESCALATE) && happened(record.state()));
    }

    private static boolean proposed(DecisionState state) {
        return switch (state) {
            case SHADOWED, VETOED -> false;
            case SUGGESTED, AWAITING_APPROVAL, REJECTED, EXPIRED, INTENT, CANCELLED -> true;
            case STARTED, VERIFYING, UNDOING, HEALED, DONE, NOT_HEALED, UNDONE, INCONCLUSIVE, FAILED, UNKNOWN -> true;
        };
    }

    private static boolean happened(DecisionState state) {
        return switch (state) {
            case SHADOWED, SUGGESTED, VETOED, AWAITING_APPROVAL, REJECTED, EXPIRED, INTENT, CANCELLED -> false;
            case STARTED, VERIFYING, UNDOING, HEALED, DONE, NOT_HEALED, UNDONE, INCONCLUSIVE, FAILED, UNKNOWN -> true;
        };
    }

    private static int second(Instant start, Instant at) {
        return (int) Duration.between(start, at).toSeconds();
    }
}
