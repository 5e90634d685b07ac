package nightshift.act.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nightshift.act.target.Actuator;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.ActionType;

/// Changes how many replicas a workload has: through its `/scale`, with the resource version that was read; where an
/// autoscaler keeps the size, by the least that it may go down to, since it would take back anything else. The number
/// is
/// an absolute one from the plan on, so that the same once more adds nothing.
final class Scale implements Verb {
    private static final String BY = "by";
    private static final String TO = "to";
    private static final String FROM = "from";

    /// Of an inverse: what must be there for it to be right.
    private static final String IF = "if";

    private final Locator locator;
    private final Ownership ownership;
    private final Cluster cluster;
    private final KubernetesBounds bounds;

    Scale(Locator locator, Ownership ownership, Cluster cluster, KubernetesBounds bounds) {
        this.locator = locator;
        this.ownership = ownership;
        this.cluster = cluster;
        this.bounds = bounds;
    }

    @Override
    public String type() {
        return ActionType.WORKLOAD_SCALE;
    }

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public Optional<String> validate(Action action) {
        boolean one = number(action, BY).isPresent() != number(action, TO).isPresent();
        return one ? Optional.empty() : Optional.of("scale needs 'by', such as 1 or -1, or 'to', such as 4");
    }

    @Override
    public Read<Subject> locate(Action action) {
        return locator.workload(action.target()).then(live -> {
            if (live.ref().kind() == ObjectKind.DAEMON_SET) {
                return new Read.No<>(live.ref().text() + " has one replica for each node: it has no size");
            }
            return scaler(live).then(keeper -> new Read.Found<>(new Subject(live, keeper.orElse(live))));
        });
    }

    /// What keeps the size; of an autoscaler that is made by another, the other.
    private Read<Optional<LiveObject>> scaler(LiveObject workload) {
        String namespace = workload.ref().namespace();
        return cluster.list(ObjectKind.SCALED_OBJECT, namespace)
                .then(scaled -> one(scaled, workload)
                        .<Read<Optional<LiveObject>>>map(found -> new Read.Found<>(Optional.of(found)))
                        .orElseGet(() -> cluster.list(ObjectKind.AUTOSCALER, namespace)
                                .then(scalers -> new Read.Found<>(one(scalers, workload)))));
    }

    private static Optional<LiveObject> one(List<LiveObject> scalers, LiveObject workload) {
        return scalers.stream()
                .filter(each -> {
                    var target = each.spec().path("scaleTargetRef");
                    return target.path("name").asText().equals(workload.ref().name())
                            && target.path("kind")
                                    .asText("Deployment")
                                    .equals(workload.ref().kind().kind());
                })
                .findFirst();
    }

    @Override
    public Read<Intent> intend(Actuator.Order order, LiveObject live) {
        int present = size(live);
        Optional<Integer> must = pinned(order, FROM).or(() -> number(order.action(), IF));
        if (must.isPresent() && must.get() != present) {
            return new Read.No<>(live.ref().text() + " has " + what(live, present) + " and not " + must.get()
                    + " any more: somebody changed it");
        }
        int wanted = pinned(order, TO)
                .orElseGet(() -> number(order.action(), TO)
                        .orElseGet(() -> present + number(order.action(), BY).orElse(0)));
        Optional<String> wrong = bound(live, present, wanted);
        return wrong.<Read<Intent>>map(Read.No::new)
                .orElseGet(() -> ownership
                        .ofObject(live)
                        .then(ownership::ofReplicas)
                        .then(free -> new Read.Found<>(intent(order, free, present, wanted))));
    }

    private Optional<String> bound(LiveObject live, int present, int wanted) {
        String name = live.ref().text();
        if (wanted == present) {
            return Optional.of(name + " has " + what(live, present) + " already");
        }
        if (present == 0 || wanted < 1) {
            return Optional.of(name + " would go from " + present + " to " + wanted
                    + ": nothing is switched on or off by its size");
        }
        if (wanted > present && wanted > bounds.mostFrom(present)) {
            return Optional.of(name + " would go from " + present + " to " + wanted + ", at most "
                    + bounds.mostFrom(present) + " may be asked for (nightshift.kubernetes.bounds)");
        }
        Optional<Integer> most = live.annotation(Mark.MAX_REPLICAS).map(Scale::parsed);
        if (most.isPresent() && wanted > most.get()) {
            return Optional.of(name + " may have "
                    + live.annotation(Mark.MAX_REPLICAS).orElse("") + " replicas at most (" + Mark.MAX_REPLICAS + ")");
        }
        int ceiling = ceiling(live);
        return wanted > ceiling
                ? Optional.of(name + " goes up to " + ceiling + " at most: who set that has to raise it")
                : Optional.empty();
    }

    /// What can't be read allows none.
    private static int parsed(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException unreadable) {
            return 0;
        }
    }

    private Intent intent(Actuator.Order order, LiveObject live, int present, int wanted) {
        String sentence =
                live.ref().kind() == ObjectKind.DEPLOYMENT || live.ref().kind() == ObjectKind.STATEFUL_SET
                        ? "scale " + live.ref().text() + " from " + present + " to " + wanted + " replicas"
                        : "have " + live.ref().text() + " keep at least " + wanted + " replicas, not " + present;
        Map<String, String> back = new TreeMap<>();
        back.put(TO, Integer.toString(present));
        back.put(IF, Integer.toString(wanted));
        return new Intent(
                write(order, live, wanted),
                sentence,
                Optional.of(new Action(type(), order.action().target(), back)),
                Map.of(FROM, Integer.toString(present), TO, Integer.toString(wanted)));
    }

    /// `/scale` takes no annotation, so that the decision's id is in the name of who owns the field.
    private static Write write(Actuator.Order order, LiveObject live, int wanted) {
        return switch (live.ref().kind()) {
            case AUTOSCALER, SCALED_OBJECT -> {
                ObjectNode patch = Json.patch(live, order);
                patch.putObject("spec").put(floor(live), wanted);
                yield Write.mergePatch(live.ref(), patch);
            }
            default -> {
                ObjectNode scale =
                        Json.object().put("apiVersion", "autoscaling/v1").put("kind", "Scale");
                scale.putObject("metadata")
                        .put("name", live.ref().name())
                        .put("namespace", live.ref().namespace())
                        .put("uid", live.uid())
                        .put("resourceVersion", live.resourceVersion());
                scale.putObject("spec").put("replicas", wanted);
                yield Write.put(live.ref().path() + "/scale", scale, manager(order));
            }
        };
    }

    private static String manager(Actuator.Order order) {
        return Write.MANAGER + "-" + order.id();
    }

    private static String floor(LiveObject scaler) {
        return scaler.ref().kind() == ObjectKind.AUTOSCALER ? "minReplicas" : "minReplicaCount";
    }

    private static int ceiling(LiveObject live) {
        return switch (live.ref().kind()) {
            case AUTOSCALER -> live.spec().path("maxReplicas").asInt();
            case SCALED_OBJECT -> live.spec().path("maxReplicaCount").asInt(100);
            default -> Integer.MAX_VALUE;
        };
    }

    private static int size(LiveObject live) {
        return switch (live.ref().kind()) {
            case AUTOSCALER, SCALED_OBJECT ->
                live.spec().path(floor(live)).asInt(live.ref().kind() == ObjectKind.AUTOSCALER ? 1 : 0);
            default -> RolloutStatus.replicas(live);
        };
    }

    private static String what(LiveObject live, int size) {
        return switch (live.ref().kind()) {
            case AUTOSCALER, SCALED_OBJECT -> "a floor of " + size;
            default -> size + " replicas";
        };
    }

    @Override
    public boolean arrived(Actuator.Order order, LiveObject live) {
        return switch (live.ref().kind()) {
            case AUTOSCALER, SCALED_OBJECT ->
                live.annotation(Mark.ACTION_ID).filter(order.id()::equals).isPresent();
            default -> FieldOwners.of(live, "spec", "replicas").contains(manager(order));
        };
    }

    @Override
    public Actuator.Answer progress(Actuator.Order order, LiveObject live) {
        return switch (live.ref().kind()) {
            case AUTOSCALER, SCALED_OBJECT -> raised(order, live);
            default -> RolloutStatus.of(live);
        };
    }

    /// Done when the workload has as many as the floor wants.
    private Actuator.Answer raised(Actuator.Order order, LiveObject scaler) {
        return switch (locator.workload(order.action().target())) {
            case Read.Found<LiveObject> found ->
                RolloutStatus.replicas(found.value()) < size(scaler)
                        ? new Actuator.Answer(
                                ActionResult.IN_PROGRESS, false, scaler.ref().text() + " has not scaled yet")
                        : RolloutStatus.of(found.value());
            case Read.No<LiveObject> no -> new Actuator.Answer(ActionResult.FAILED, false, no.why());
            case Read.Later<LiveObject> later ->
                new Actuator.Answer(ActionResult.UNKNOWN, false, later.why(), later.retryAfter());
        };
    }

    private static Optional<Integer> pinned(Actuator.Order order, String key) {
        return Pins.of(order).flatMap(pins -> pins.of(order, key)).map(Integer::valueOf);
    }

    private static Optional<Integer> number(Action action, String key) {
        try {
            return Optional.ofNullable(action.parameters().get(key)).map(Integer::valueOf);
        } catch (NumberFormatException text) {
            return Optional.empty();
        }
    }
}
