package nightshift.fact.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import org.jspecify.annotations.Nullable;

/// What is known of an action at its target. All of it is journalled, so that a restart goes on where it was.
///
/// @param result what the target said last; TIMED_OUT while it still runs and could not be cancelled
/// @param inverse what would undo it, as captured by the plan before the start
/// @param pinned what the plan found and the effect rests on, such as the uid of what is acted on
/// @param startedAt when it was sent; null before
/// @param answeredAt when the target was done; fresh data begins after it
/// @param unknownSince since when the target can't tell what became of it; null while it can
/// @param cancelling it ran too long and is being cancelled
/// @param resends how often the order under way, the action or its inverse, was sent once more because the target had
///     never heard of it
/// @param planned what a dry run said while a person was asked; empty before, and where nobody was
public record Execution(
        ActionResult result,
        Optional<Action> inverse,
        Map<String, String> pinned,
        @Nullable Instant startedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant unknownSince,
        boolean cancelling,
        int resends,
        Optional<Planned> planned) {
    public Execution {
        pinned = Map.copyOf(pinned);
        if (resends < 0) {
            throw new IllegalArgumentException("resends must not be negative, got " + resends);
        }
    }

    /// Nothing was asked of a target yet.
    public static Execution notStarted(ActionResult result) {
        return new Execution(result, Optional.empty(), Map.of(), null, null, null, false, 0, Optional.empty());
    }

    /// With what a dry run said to whoever is asked.
    public Execution planned(Planned said) {
        return new Execution(
                result, inverse, pinned, startedAt, answeredAt, unknownSince, cancelling, resends, Optional.of(said));
    }

    /// About to be sent, with what its plan captured.
    public Execution started(Optional<Action> captured, Map<String, String> rests, Instant at) {
        return new Execution(result, captured, rests, at, answeredAt, null, cancelling, resends, planned);
    }

    /// The same where the effect rests on nothing that the plan found.
    public Execution started(Optional<Action> captured, Instant at) {
        return started(captured, Map.of(), at);
    }

    /// The target is done, or it will never be.
    public Execution answered(ActionResult answer, @Nullable Instant at) {
        return new Execution(answer, inverse, pinned, startedAt, at, unknownSince, cancelling, resends, planned);
    }

    /// It is being done: whatever was unknown is known again.
    public Execution inProgress() {
        return new Execution(
                ActionResult.IN_PROGRESS, inverse, pinned, startedAt, answeredAt, null, cancelling, resends, planned);
    }

    /// The target can't tell; since the first time that it could not.
    public Execution unknown(Instant now) {
        Instant since = unknownSince == null ? now : unknownSince;
        return new Execution(
                ActionResult.UNKNOWN, inverse, pinned, startedAt, answeredAt, since, cancelling, resends, planned);
    }

    /// The same result, while its target does not answer what is asked about a plan or about the inverse; since the
    /// first time.
    public Execution unanswered(Instant now) {
        Instant since = unknownSince == null ? now : unknownSince;
        return new Execution(result, inverse, pinned, startedAt, answeredAt, since, cancelling, resends, planned);
    }

    /// The same result, and its target answers again.
    public Execution reached() {
        return new Execution(result, inverse, pinned, startedAt, answeredAt, null, cancelling, resends, planned);
    }

    /// It, or its inverse, runs for longer than it may and can't be stopped.
    public Execution overdue() {
        return new Execution(
                ActionResult.TIMED_OUT, inverse, pinned, startedAt, answeredAt, null, cancelling, resends, planned);
    }

    /// How long its target could not tell.
    public Duration unknownFor(Instant now) {
        return unknownSince == null ? Duration.ZERO : Duration.between(unknownSince, now);
    }

    public Execution beingCancelled() {
        return new Execution(result, inverse, pinned, startedAt, answeredAt, unknownSince, true, resends, planned);
    }

    public Execution sentOnceMore() {
        return new Execution(
                result, inverse, pinned, startedAt, answeredAt, unknownSince, cancelling, resends + 1, planned);
    }

    /// For another order, its inverse: nobody has asked about that one yet.
    Execution ofInverse() {
        return new Execution(result, inverse, pinned, startedAt, answeredAt, null, false, 0, planned);
    }
}
