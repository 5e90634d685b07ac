package nightshift.act.target;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;

/// One kind of target. Every action type has the same life: validate, plan (dry run), start, poll,
/// verify, undo, cancel; verification is Nightshift's own. Calls may block and run on the executor of
/// effects. "The target said no" is a value; an exception is a bug.
public interface Actuator {
    /// Whether the action is well-formed for this target, without asking it: empty, or what is wrong.
    Optional<String> validate(Action action);

    /// What would happen; changes nothing.
    Plan plan(Order order);

    /// Starts it. The order's id is the idempotency key: the same id again has no second effect.
    Answer start(Order order);

    /// How it is going; by id alone, so that it works after a restart.
    Answer poll(Order order);

    /// Applies the inverse of what the order did; later asked for by the order's id and `-undo`.
    Answer undo(Order order);

    /// Stops it, if it can still be stopped.
    Answer cancel(Order order);

    /// @param id the decision id
    /// @param action what to do
    /// @param incident id, for the target's own log
    /// @param reason one sentence, for the target's own log
    /// @param inverse what would undo it, as its plan captured it; empty before and where there is none
    /// @param pinned what its plan found and its effect rests on, such as the uid of what is acted on; empty before
    record Order(
            String id,
            Action action,
            String incident,
            String reason,
            Optional<Action> inverse,
            Map<String, String> pinned) {
        public Order {
            pinned = Map.copyOf(pinned);
        }

        /// Nothing is captured of it yet.
        public Order(String id, Action action, String incident, String reason) {
            this(id, action, incident, reason, Optional.empty(), Map.of());
        }
    }

    /// What a dry run came to. `detail` is one sentence for people.
    sealed interface Plan {
        String detail();

        /// It could be done now.
        ///
        /// @param detail what would happen
        /// @param inverse what would undo it; empty when it can't be undone
        /// @param pinned what the effect rests on: it is journalled before the start, and comes back with each
        ///     order
        /// @param approval why the target's owners want a person to be asked; empty when they do not
        record Possible(String detail, Optional<Action> inverse, Map<String, String> pinned, String approval)
                implements Plan {
            public Possible {
                pinned = Map.copyOf(pinned);
            }

            public Possible(String detail, Optional<Action> inverse) {
                this(detail, inverse, Map.of(), "");
            }
        }

        /// The target says that it can't be done.
        record Impossible(String detail) implements Plan {}

        /// The target could not be asked: it is away, busy or being rolled out itself, and may answer later.
        ///
        /// @param retryAfter how long it wants to be left alone; zero when it did not say
        record Away(String detail, Duration retryAfter) implements Plan {}
    }

    /// @param result IN_PROGRESS while it runs; UNKNOWN when it can't be told
    /// @param neverArrived true when the target says that it has never heard of this id
    /// @param detail one sentence from the target
    /// @param retryAfter how long it wants to be left alone; zero when it did not say
    record Answer(ActionResult result, boolean neverArrived, String detail, Duration retryAfter) {
        public Answer(ActionResult result, boolean neverArrived, String detail) {
            this(result, neverArrived, detail, Duration.ZERO);
        }
    }
}
