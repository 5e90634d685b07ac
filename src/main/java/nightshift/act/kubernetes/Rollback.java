package nightshift.act.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nightshift.act.kubernetes.api.Cluster;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.Mark;
import nightshift.act.kubernetes.api.Read;
import nightshift.act.kubernetes.api.Write;
import nightshift.act.target.Actuator;
import nightshift.fact.Action;
import nightshift.fact.ActionType;

/// Goes back to the newest revision that is known to be good: the one before need not be. Where none is, a person
/// chooses.
final class Rollback implements Verb {
    private static final String TO = "to";
    private static final String TEMPLATE = "template";

    /// Of an inverse: which template must be there for it to be right.
    private static final String IF = "if";

    private static final String FROM = "from";

    private final Locator locator;
    private final Ownership ownership;
    private final Cluster cluster;
    private final KnownGood good;
    private final MinHealthy healthy;

    Rollback(Locator locator, Ownership ownership, Cluster cluster, KnownGood good, MinHealthy healthy) {
        this.locator = locator;
        this.ownership = ownership;
        this.cluster = cluster;
        this.good = good;
        this.healthy = healthy;
    }

    /// @param revision to go back to
    /// @param approval why a person must be asked; empty when nobody must
    private record Choice(Revision revision, String approval) {}

    @Override
    public String type() {
        return ActionType.WORKLOAD_ROLLBACK;
    }

    @Override
    public String name() {
        return "rollback";
    }

    @Override
    public Read<Subject> locate(Action action) {
        return locator.workload(action.target()).then(Subject::found);
    }

    @Override
    public Read<Intent> intend(Actuator.Order order, LiveObject live) {
        return Restart.rolls(live)
                .then(ownership::ofObject)
                .then(ownership::ofTemplate)
                .then(free -> written(order, IF).isPresent() ? new Read.Found<>(free) : healthy.whileRolling(free))
                .then(free -> Revisions.of(cluster, free).then(revisions -> intent(order, free, revisions)));
    }

    private Read<Intent> intent(Actuator.Order order, LiveObject live, Revisions revisions) {
        Optional<Revision> present = revisions.present();
        if (present.isEmpty()) {
            return new Read.No<>(live.ref().text() + " has no revision that is kept: there is nothing to go back to");
        }
        Optional<String> must = pinned(order, FROM).or(() -> written(order, IF));
        if (must.isPresent() && !must.get().equals(present.get().hash())) {
            return new Read.No<>(
                    live.ref().text() + " runs " + present.get().text() + " by now: somebody rolled out another since");
        }
        return choice(order, live, revisions)
                .then(choice -> new Read.Found<>(intent(order, live, present.get(), choice)));
    }

    private static Intent intent(Actuator.Order order, LiveObject live, Revision present, Choice choice) {
        Revision back = choice.revision();
        ArrayNode patch = Json.array();
        patch.addObject()
                .put("op", "replace")
                .put("path", "/metadata/resourceVersion")
                .put("value", live.resourceVersion());
        patch.addObject().put("op", "replace").put("path", "/spec/template").set("value", back.template());
        if (!live.json().path("metadata").has("annotations")) {
            patch.addObject()
                    .put("op", "add")
                    .put("path", "/metadata/annotations")
                    .set("value", Json.object());
        }
        patch.addObject()
                .put("op", "add")
                .put("path", "/metadata/annotations/" + Mark.ACTION_ID.replace("/", "~1"))
                .put("value", order.id());
        Action inverse = new Action(
                ActionType.WORKLOAD_ROLLBACK,
                order.action().target(),
                Map.of(TEMPLATE, present.hash(), IF, back.hash()));
        return new Intent(
                Write.jsonPatch(live.ref(), patch),
                "roll " + live.ref().text() + " back from " + present.text() + " to " + back.text(),
                Optional.of(inverse),
                Map.of(FROM, present.hash(), TEMPLATE, back.hash()),
                choice.approval());
    }

    private Read<Choice> choice(Actuator.Order order, LiveObject live, Revisions revisions) {
        Optional<String> fixed = pinned(order, TEMPLATE).or(() -> written(order, TEMPLATE));
        if (fixed.isPresent()) {
            return revisions
                    .of(fixed.get())
                    .<Read<Choice>>map(found -> new Read.Found<>(new Choice(found, "")))
                    .orElse(new Read.No<>(
                            live.ref().text() + " keeps no revision with the template " + fixed.get() + " any more"));
        }
        List<Revision> earlier = revisions.earlier();
        if (earlier.isEmpty()) {
            return new Read.No<>(live.ref().text() + " keeps no earlier revision: there is nothing to go back to");
        }
        return written(order, TO)
                .filter(version -> !version.isEmpty())
                .map(version -> called(live, earlier, version))
                .orElseGet(() -> newestGood(live, earlier));
    }

    private Read<Choice> called(LiveObject live, List<Revision> earlier, String version) {
        List<String> proven = good.templates(live.uid());
        return earlier.stream()
                .filter(each -> each.called(version))
                .findFirst()
                .<Read<Choice>>map(found -> new Read.Found<>(new Choice(
                        found, proven.contains(found.hash()) ? "" : found.text() + " is not known to be good")))
                .orElseGet(() -> new Read.No<>(
                        live.ref().text() + " keeps no revision of version " + version + ", only " + texts(earlier)));
    }

    private Read<Choice> newestGood(LiveObject live, List<Revision> earlier) {
        List<String> proven = good.templates(live.uid());
        return new Read.Found<>(earlier.stream()
                .filter(each -> proven.contains(each.hash()))
                .findFirst()
                .map(found -> new Choice(found, ""))
                .orElseGet(() -> new Choice(
                        earlier.getFirst(), "no earlier revision is known to be good; there are " + texts(earlier))));
    }

    private static String texts(List<Revision> revisions) {
        return revisions.stream().map(Revision::text).collect(Collectors.joining(", "));
    }

    private static Optional<String> pinned(Actuator.Order order, String key) {
        return Pins.of(order).flatMap(pins -> pins.of(order, key));
    }

    private static Optional<String> written(Actuator.Order order, String key) {
        return Optional.ofNullable(order.action().parameters().get(key));
    }

    @Override
    public boolean arrived(Actuator.Order order, LiveObject live) {
        return live.changedBy(order.id());
    }

    @Override
    public Actuator.Answer progress(Actuator.Order order, LiveObject live) {
        return RolloutStatus.of(live);
    }
}
