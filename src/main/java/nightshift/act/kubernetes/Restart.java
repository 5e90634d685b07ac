package nightshift.act.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.Mark;
import nightshift.act.kubernetes.api.Read;
import nightshift.act.kubernetes.api.Write;
import nightshift.act.target.Actuator;
import nightshift.fact.Action;
import nightshift.fact.ActionType;

/// Starts the replicas of a workload anew, a few at a time as its own strategy has it: the template gets a new
/// mark, by which its controller replaces the pods. The mark is the decision's, so that the same once more restarts
/// nothing.
final class Restart implements Verb {
    private final Locator locator;
    private final Ownership ownership;
    private final MinHealthy healthy;

    Restart(Locator locator, Ownership ownership, MinHealthy healthy) {
        this.locator = locator;
        this.ownership = ownership;
        this.healthy = healthy;
    }

    @Override
    public String type() {
        return ActionType.WORKLOAD_RESTART;
    }

    @Override
    public String name() {
        return "restart";
    }

    @Override
    public Read<Subject> locate(Action action) {
        return locator.workload(action.target()).then(Subject::found);
    }

    /// A mark on the template is nothing that Git keeps: who restarts by hand writes one just like it.
    @Override
    public Read<Intent> intend(Actuator.Order order, LiveObject live) {
        return rolls(live).then(ownership::ofObject).then(healthy::whileRolling).then(free -> {
            ObjectNode patch = Json.patch(free, order);
            patch.putObject("spec")
                    .putObject("template")
                    .putObject("metadata")
                    .putObject("annotations")
                    .put(Mark.RESTARTED_BY, order.id());
            String sentence =
                    "restart " + free.ref().text() + ", " + RolloutStatus.replicas(free) + " replicas a few at a time";
            return new Read.Found<>(
                    new Intent(Write.mergePatch(free.ref(), patch), sentence, Optional.empty(), Map.of()));
        });
    }

    /// Whether a change of the template is rolled out at all.
    static Read<LiveObject> rolls(LiveObject live) {
        if (live.spec().path("paused").asBoolean()) {
            return new Read.No<>(live.ref().text() + " is paused: nothing of it is rolled out until it is resumed");
        }
        if (live.spec().path("updateStrategy").path("type").asText().equals("OnDelete")) {
            return new Read.No<>(
                    live.ref().text() + " replaces its pods only when they are deleted (OnDelete): evict them");
        }
        return new Read.Found<>(live);
    }

    @Override
    public boolean arrived(Actuator.Order order, LiveObject live) {
        return order.id()
                .equals(live.spec()
                        .path("template")
                        .path("metadata")
                        .path("annotations")
                        .path(Mark.RESTARTED_BY)
                        .asText());
    }

    @Override
    public Actuator.Answer progress(Actuator.Order order, LiveObject live) {
        return RolloutStatus.of(live);
    }
}
