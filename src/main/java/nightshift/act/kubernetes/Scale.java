package nightshift.act.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.act.kubernetes.api.Cluster;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.Mark;
import nightshift.act.kubernetes.api.ObjectKind;
import nightshift.act.kubernetes.api.Read;
import nightshift.act.target.Actuator;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.ActionType;

/// Changes how many replicas a workload has: through its `/scale`, with the resource version that was read; where an
/// autoscaler keeps the size, by the least that it may go down to, since it would take back anything else. The number
/// is an absolute one from the plan on, so that the same once more adds nothing.
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
    private final MinHealthy healthy;

    Scale(Locator locator, Ownership ownership, Cluster cluster, KubernetesBounds bounds, MinHealthy healthy) {
        this.locator = locator;
        this.ownership = ownership;
        this.cluster = cluster;
        this.bounds = bounds;
        this.healthy = healthy;
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

    /// Who may say how many a workload has is asked, not who keeps the number.
    @Override
    public Read<LiveObject> owned(Actuator.Order order, LiveObject written) {
        return switch (Size.of(written)) {
            case Size.ReplicaCount own -> new Read.Found<>(own.live());
            case Size.ReplicaFloor _ -> locator.workload(order.action().target());
        };
    }

    @Override
    public Read<Intent> intend(Actuator.Order order, LiveObject live) {
        Size size = Size.of(live);
        int present = size.present();
        Optional<Integer> must = pinned(order, FROM).or(() -> number(order.action(), IF));
        if (must.isPresent() && must.get() != present) {
            return new Read.No<>(live.ref().text() + " has " + size.said(present) + " and not " + must.get()
                    + " any more: somebody changed it");
        }
        int wanted = pinned(order, TO)
                .or(() -> number(order.action(), TO))
                .orElseGet(() -> present + number(order.action(), BY).orElse(0));
        return wrong(live, size, wanted)
                .<Read<Intent>>map(Read.No::new)
                .orElseGet(() -> ownership
                        .ofObject(live)
                        .then(ownership::ofReplicas)
                        .then(free -> enough(order, size, wanted, free))
                        .then(free -> new Read.Found<>(intent(order, size, wanted))));
    }

    /// To go back to the size before is no loss of pods, and an autoscaler takes none away for its floor alone.
    private Read<LiveObject> enough(Actuator.Order order, Size size, int wanted, LiveObject live) {
        boolean back = number(order.action(), IF).isPresent();
        return switch (size) {
            case Size.ReplicaCount own when !back && wanted < own.present() -> healthy.scaledTo(wanted, live);
            case Size.ReplicaCount _, Size.ReplicaFloor _ -> new Read.Found<>(live);
        };
    }

    private Optional<String> wrong(LiveObject live, Size size, int wanted) {
        String name = live.ref().text();
        int present = size.present();
        if (wanted == present) {
            return Optional.of(name + " has " + size.said(present) + " already");
        }
        String change = name + " would go from " + present + " to " + wanted;
        if (present == 0 || wanted < 1) {
            return Optional.of(change + ": nothing is switched on or off by its size");
        }
        if (wanted > present && wanted > bounds.mostFrom(present)) {
            return Optional.of(change + ", at most " + bounds.mostFrom(present)
                    + " may be asked for (nightshift.kubernetes.bounds)");
        }
        Optional<String> most = live.annotation(Mark.MAX_REPLICAS);
        if (most.isPresent() && wanted > parsed(most.get())) {
            return Optional.of(name + " may have " + most.get() + " replicas at most (" + Mark.MAX_REPLICAS + ")");
        }
        return wanted > size.ceiling()
                ? Optional.of(name + " goes up to " + size.ceiling() + " at most: who set that has to raise it")
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

    private Intent intent(Actuator.Order order, Size size, int wanted) {
        String present = Integer.toString(size.present());
        String next = Integer.toString(wanted);
        Action inverse = new Action(type(), order.action().target(), Map.of(TO, present, IF, next));
        return new Intent(
                size.write(order, wanted),
                size.sentence(wanted),
                Optional.of(inverse),
                Map.of(FROM, present, TO, next));
    }

    @Override
    public boolean arrived(Actuator.Order order, LiveObject live) {
        return Size.of(live).arrived(order);
    }

    /// Done when the workload has as many as is wanted of it.
    @Override
    public Actuator.Answer progress(Actuator.Order order, LiveObject live) {
        return switch (owned(order, live)) {
            case Read.Found<LiveObject> found ->
                RolloutStatus.replicas(found.value()) < Size.of(live).present()
                        ? new Actuator.Answer(
                                ActionResult.IN_PROGRESS, false, live.ref().text() + " has not scaled yet")
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
