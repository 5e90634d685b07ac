package nightshift.act;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightshift.act.target.Actuator;
import nightshift.act.target.ActuatorTable;
import nightshift.act.target.EscalateActuator;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.ActionType;

/// A target that obeys by id and does as a test tells it; every effect it had is in [#effects].
final class ScriptedTarget implements Actuator, ActuatorTable {
    final List<String> effects = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    final Map<String, ActionResult> answers = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    Optional<Action> inverse = Optional.empty();
    String impossible = "";
    ActionResult next = ActionResult.SUCCEEDED;

    /// It has a defect.
    boolean broken;

    /// The order is lost on the way.
    boolean loseOrders;

    /// Nobody answers, though orders arrive.
    boolean mute;

    @Override
    public Actuator of(Action action) {
        return action.type().equals(ActionType.ESCALATE) ? new EscalateActuator(Optional.empty()) : this;
    }

    @Override
    public Optional<String> validate(Action action) {
        return Optional.empty();
    }

    @Override
    public Plan plan(Order order) {
        calls.add("plan " + order.id());
        if (broken) {
            throw new IllegalStateException("a defect, as the test wants it");
        }
        return new Plan(impossible.isEmpty(), impossible.isEmpty() ? "could be done" : impossible, inverse);
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
        return new Answer(ActionResult.CANCELLED, false, "cancelled");
    }

    private Answer answer(String id) {
        ActionResult result = answers.getOrDefault(id, ActionResult.UNKNOWN);
        return new Answer(result, false, "it says " + result);
    }
}
