package nightshift.act.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.act.kubernetes.api.Cluster;
import nightshift.act.kubernetes.api.FieldOwners;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.ObjectKind;
import nightshift.act.kubernetes.api.Read;
import nightshift.act.kubernetes.api.Write;
import nightshift.act.target.Actuator;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.ActionType;

/// Keeps new pods off a node, or lets them on again. Only so many nodes may be without new pods at one time, whoever
/// keeps them off.
final class Cordon implements Verb {
    private final Cluster cluster;
    private final Locator locator;
    private final KubernetesBounds bounds;
    private final InstantSource clock;
    private final boolean closes;

    /// @param closes whether it keeps pods off; else it lets them on
    Cordon(Cluster cluster, Locator locator, KubernetesBounds bounds, InstantSource clock, boolean closes) {
        this.cluster = cluster;
        this.locator = locator;
        this.bounds = bounds;
        this.clock = clock;
        this.closes = closes;
    }

    @Override
    public String type() {
        return closes ? ActionType.NODE_CORDON : ActionType.NODE_UNCORDON;
    }

    @Override
    public String name() {
        return closes ? "cordon" : "uncordon";
    }

    @Override
    public Read<Subject> locate(Action action) {
        return locator.node(action.target()).then(Subject::found);
    }

    @Override
    public Read<Intent> intend(Actuator.Order order, LiveObject live) {
        if (closed(live) == closes) {
            return new Read.No<>(
                    live.ref().text() + (closes ? " takes no new pods already" : " takes new pods already"));
        }
        return NodeState.of(live)
                .steady(live, bounds.steady(), clock.instant())
                .then(node -> closes ? fewEnough(node).then(free -> intent(order, free)) : opens(order, node));
    }

    /// Who closed a node has a reason; Nightshift opens by itself what it closed.
    private Read<Intent> opens(Actuator.Order order, LiveObject live) {
        boolean ours = FieldOwners.of(live, "spec", "unschedulable").contains(Write.MANAGER);
        return intent(order, live)
                .then(intent -> new Read.Found<>(new Intent(
                        intent.write(),
                        intent.sentence(),
                        intent.inverse(),
                        intent.pins(),
                        ours ? "" : "somebody else has closed it")));
    }

    private Read<Intent> intent(Actuator.Order order, LiveObject live) {
        ObjectNode patch = Json.patch(live, order);
        patch.putObject("spec").put("unschedulable", closes);
        Action inverse = new Action(
                closes ? ActionType.NODE_UNCORDON : ActionType.NODE_CORDON,
                order.action().target(),
                Map.of());
        return new Read.Found<>(new Intent(
                Write.mergePatch(live.ref(), patch),
                (closes ? "keep new pods off " : "let new pods on ")
                        + live.ref().text(),
                Optional.of(inverse),
                Map.of()));
    }

    private Read<LiveObject> fewEnough(LiveObject live) {
        return cluster.list(ObjectKind.NODE, "").then(nodes -> {
            int without = (int) without(nodes, live);
            int most = Math.max(1, (int) (nodes.size() * bounds.nodes()));
            return without <= most
                    ? new Read.Found<>(live)
                    : new Read.No<>(without + " of " + nodes.size() + " nodes would take no new pods, " + most
                            + " may (nightshift.kubernetes.bounds.nodes)");
        });
    }

    private static long without(List<LiveObject> nodes, LiveObject live) {
        return nodes.stream()
                .filter(node -> closed(node)
                        || !NodeState.of(node).ready()
                        || node.ref().equals(live.ref()))
                .count();
    }

    private static boolean closed(LiveObject node) {
        return node.spec().path("unschedulable").asBoolean();
    }

    @Override
    public boolean arrived(Actuator.Order order, LiveObject live) {
        return live.changedBy(order.id());
    }

    @Override
    public Actuator.Answer progress(Actuator.Order order, LiveObject live) {
        return closed(live) == closes
                ? new Actuator.Answer(
                        ActionResult.SUCCEEDED,
                        false,
                        live.ref().text() + (closes ? " takes no new pods" : " takes new pods"))
                : new Actuator.Answer(
                        ActionResult.FAILED,
                        false,
                        "somebody changed " + live.ref().text() + " back meanwhile");
    }
}
