package nightshift.act;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import nightshift.act.target.Actuator;
import nightshift.act.target.ActuatorTable;
import nightshift.act.target.EscalateActuator;
import nightshift.act.target.Pager;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.ActionType;
import org.jspecify.annotations.Nullable;

/// A target that obeys by id and does as a test tells it; every effect it had is in [#effects].
public final class ScriptedTarget implements Actuator, ActuatorTable {
    final List<String> effects = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    final Map<String, ActionResult> answers = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    Optional<Action> inverse = Optional.empty();
    Optional<Pager> pager = Optional.empty();
    String impossible = "";
    ActionResult next = ActionResult.SUCCEEDED;

    /// It has a defect.
    boolean broken;

    /// It raises this.
    @Nullable
    public Supplier<Error> error;

    /// The order is lost on the way.
    boolean loseOrders;

    /// It can't be asked for a plan at present.
    boolean away;

    /// How long it wants to be left alone then.
    Duration retryAfter = Duration.ZERO;

    /// It can't stop what it has begun.
    boolean relentless;

    /// Nobody answers, though orders arrive.
    boolean mute;

    @Override
    public Actuator of(Action action) {
        return action.type().equals(ActionType.ESCALATE) ? new EscalateActuator(pager) : this;
    }

    @Override
    public Optional<String> validate(Action action) {
        return Optional.empty();
    }

    @Override
    public Plan plan(Order order) {
        calls.add("plan " + order.id());
        if (error != null) {
            throw error.get();
        }
        if (broken) {
            throw new IllegalStateException("a defect, as the test wants it");
        }
        if (away) {
            return new Plan.Away("it is being rolled out", retryAfter);
        }
        return impossible.isEmpty() ? new Plan.Possible("could be done", inverse) : new Plan.Impossible(impossible);
    }

    @Override
    public Answer start(Order order) {
        calls.add("start " + order.id());
        return arrive(order.id(), order.id());
    }

    @Override
    public Answer undo(Order order) {
        calls.add("undo " + order.id());
        return arrive(order.id() + "-undo", "undo of " + order.id());
    }

    /// It was given this order by a process that has ended since.
    void knows(String id, ActionResult result) {
        known.add(id);
        answers.put(id, result);
    }

    private Answer arrive(String id, String effect) {
        if (!loseOrders && known.add(id)) {
            effects.add(effect);
            answers.put(id, next);
        }
        return loseOrders || mute ? new Answer(ActionResult.UNKNOWN, false, "no answer") : answer(id);
    }

    @Override
    public Answer poll(Order order) {
        calls.add("poll " + order.id());
        if (mute) {
            return new Answer(ActionResult.UNKNOWN, false, "no answer");
        }
        return known.contains(order.id())
                ? answer(order.id())
                : new Answer(ActionResult.UNKNOWN, true, "never heard of " + order.id());
    }

    @Override
    public Answer cancel(Order order) {
        calls.add("cancel " + order.id());
        return relentless
                ? new Answer(ActionResult.IN_PROGRESS, false, "this job can't be cancelled")
                : new Answer(ActionResult.CANCELLED, false, "cancelled");
    }

    private Answer answer(String id) {
        ActionResult result = answers.getOrDefault(id, ActionResult.UNKNOWN);
        return new Answer(result, false, "it says " + result);
    }
}
