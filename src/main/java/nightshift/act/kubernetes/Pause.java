package nightshift.act.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.ObjectKind;
import nightshift.act.kubernetes.api.Read;
import nightshift.act.kubernetes.api.Write;
import nightshift.act.target.Actuator;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.ActionType;

/// Holds a Deployment's rollout where it is, or lets it go on.
final class Pause implements Verb {
    private final Locator locator;
    private final Ownership ownership;
    private final boolean pauses;

    /// @param pauses whether it holds; else it lets go on
    Pause(Locator locator, Ownership ownership, boolean pauses) {
        this.locator = locator;
        this.ownership = ownership;
        this.pauses = pauses;
    }

    @Override
    public String type() {
        return pauses ? ActionType.WORKLOAD_PAUSE : ActionType.WORKLOAD_RESUME;
    }

    @Override
    public String name() {
        return pauses ? "pause" : "resume";
    }

    @Override
    public Read<Subject> locate(Action action) {
        return locator.workload(action.target()).then(Subject::found);
    }

    @Override
    public Read<Intent> intend(Actuator.Order order, LiveObject live) {
        if (live.ref().kind() != ObjectKind.DEPLOYMENT) {
            return new Read.No<>(live.ref().text() + " has no rollout that can be paused, only a Deployment has");
        }
        if (paused(live) == pauses) {
            return new Read.No<>(live.ref().text() + (pauses ? " is paused already" : " is not paused"));
        }
        return ownership.ofObject(live).then(free -> {
            ObjectNode patch = Json.patch(free, order);
            patch.putObject("spec").put("paused", pauses);
            Action inverse = new Action(
                    pauses ? ActionType.WORKLOAD_RESUME : ActionType.WORKLOAD_PAUSE,
                    order.action().target(),
                    Map.of());
            return new Read.Found<>(new Intent(
                    Write.mergePatch(free.ref(), patch),
                    (pauses ? "pause" : "resume") + " the rollout of "
                            + free.ref().text(),
                    Optional.of(inverse),
                    Map.of()));
        });
    }

    private static boolean paused(LiveObject live) {
        return live.spec().path("paused").asBoolean();
    }

    @Override
    public boolean arrived(Actuator.Order order, LiveObject live) {
        return live.changedBy(order.id());
    }

    @Override
    public Actuator.Answer progress(Actuator.Order order, LiveObject live) {
        return paused(live) == pauses
                ? new Actuator.Answer(
                        ActionResult.SUCCEEDED, false, live.ref().text() + (pauses ? " is paused" : " goes on"))
                : new Actuator.Answer(
                        ActionResult.FAILED,
                        false,
                        "somebody changed " + live.ref().text() + " back meanwhile");
    }
}
