package nightshift.observe.kubernetes;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nightshift.fact.inventory.ClusterPod;
import nightshift.fact.inventory.ClusterView;
import nightshift.fact.inventory.ClusterWorkload;
import nightshift.fact.inventory.ClusterWorkload.Autoscaler;
import nightshift.fact.inventory.ClusterWorkload.Kind;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import org.jspecify.annotations.Nullable;

/// A cluster as far as it is known: takes in what watches tell, and makes views of it. For one thread.
final class ClusterState {
    private static final Comparator<Kept.ReplicaSet> BY_REVISION = Comparator.comparing(Kept.ReplicaSet::revision)
            .thenComparing(Kept.ReplicaSet::template)
            .thenComparing(Kept.ReplicaSet::name);

    private final String cluster;
    private final Map<Kind, Index<Kept.Workload>> workloads = new EnumMap<>(Kind.class);
    private final Index<Kept.ReplicaSet> sets = new Index<>(Kept.ReplicaSet::owner);
    private final Index<Kept.Pod> pods = new Index<>(Kept.Pod::owner);
    private final Index<Kept.Node> nodes = new Index<>(it -> "");
    private final Index<Kept.Scaler> scalers = new Index<>(it -> it.namespace() + '/' + it.kind() + '/' + it.target());
    private final Index<Kept.Budget> budgets = new Index<>(Kept.Budget::namespace);
    private final Sayings sayings = new Sayings();

    /// As they were shown last, by id.
    private final Map<EntityId, Whole> shown = new TreeMap<>();

    /// Uids of workloads that look different now.
    private final Set<String> touched = new HashSet<>();

    /// Of replica sets the uid of their deployment, by their own.
    private final Map<String, String> deployments = new HashMap<>();

    /// Of workloads their id, by their uid.
    private final Map<String, EntityId> entities = new HashMap<>();

    private boolean changed;

    /// @param cluster its name in telemetry
    ClusterState(String cluster) {
        this.cluster = cluster;
        for (Kind kind : Kind.values()) {
            workloads.put(kind, new Index<>(Kept.Workload::uid));
        }
    }

    /// A workload with what it is made of.
    ///
    /// @param newest its replica set of the newest revision; null of what is no deployment, or has none yet
    /// @param before the one of the revision before it; null if the API server has none any more
    record Whole(
            Kept.Workload object,
            Kept.@Nullable ReplicaSet newest,
            Kept.@Nullable ReplicaSet before,
            ClusterWorkload shown) {}

    /// Whether there is something that the last view did not show.
    boolean changed() {
        return changed;
    }

    void take(Delta delta) {
        changed = true;
        switch (delta) {
            case Delta.Put put -> put(put.object());
            case Delta.Gone gone -> remove(gone.kind(), gone.key());
            case Delta.All all -> {
                Set<String> there = new HashSet<>();
                all.objects().forEach(object -> {
                    there.add(object.key());
                    put(object);
                });
                index(all.kind()).all().stream()
                        .map(Kept::key)
                        .filter(key -> all.namespace().isEmpty() || key.startsWith(all.namespace() + '/'))
                        .filter(Predicate.not(there::contains))
                        .toList()
                        .forEach(key -> remove(all.kind(), key));
            }
        }
    }

    private void remove(nightshift.observe.kubernetes.Kind kind, String key) {
        Kept before = index(kind).remove(key);
        touch(before);
        if (before instanceof Kept.ReplicaSet set) {
            deployments.remove(set.uid());
        }
    }

    private void put(Kept object) {
        touch(
                switch (object) {
                    case Kept.Workload it -> index(it.kind()).put(it);
                    case Kept.ReplicaSet it -> {
                        deployments.put(it.uid(), it.owner());
                        yield sets.put(it);
                    }
                    case Kept.Pod it -> pods.put(it);
                    case Kept.Node it -> nodes.put(it);
                    case Kept.Scaler it -> scalers.put(it);
                    case Kept.Budget it -> budgets.put(it);
                    case Kept.Said it -> sayings.put(it);
                });
        touch(object);
    }

    private Index<Kept.Workload> index(Kind kind) {
        return workloads.getOrDefault(kind, new Index<>(Kept.Workload::uid));
    }

    private Index<? extends Kept> index(nightshift.observe.kubernetes.Kind kind) {
        return switch (kind) {
            case DEPLOYMENT -> index(Kind.DEPLOYMENT);
            case STATEFUL_SET -> index(Kind.STATEFUL_SET);
            case DAEMON_SET -> index(Kind.DAEMON_SET);
            case REPLICA_SET -> sets;
            case POD -> pods;
            case NODE -> nodes;
            case AUTOSCALER -> scalers;
            case BUDGET -> budgets;
            case EVENT -> sayings.index();
        };
    }

    /// What a change of an object makes look different.
    private void touch(@Nullable Kept object) {
        switch (object) {
            case null -> {}
            case Kept.Workload it -> touched.add(it.uid());
            case Kept.ReplicaSet it -> touched.add(it.owner());
            case Kept.Pod it -> touched.add(deployments.getOrDefault(it.owner(), it.owner()));
            case Kept.Scaler it -> everyone(it.namespace());
            case Kept.Budget it -> everyone(it.namespace());
            case Kept.Node _, Kept.Said _ -> {}
        }
    }

    private void everyone(String namespace) {
        workloads.values().stream()
                .flatMap(index -> index.all().stream())
                .filter(workload -> workload.namespace().equals(namespace))
                .forEach(workload -> touched.add(workload.uid()));
    }

    /// How it is now.
    ///
    /// @param heard when the API server was last heard of
    ClusterView view(Instant heard) {
        wholes();
        changed = false;
        return new ClusterView(
                cluster,
                heard,
                shown.values().stream().map(Whole::shown).toList(),
                nodes.all().stream()
                        .map(Kept.Node::shown)
                        .sorted(Comparator.comparing(node -> node.entity().name()))
                        .toList(),
                sayings.shown(this::about));
    }

    /// All workloads by id, those that did not change as they were.
    Map<EntityId, Whole> wholes() {
        Set<EntityId> there = new HashSet<>();
        entities.clear();
        for (Index<Kept.Workload> index : workloads.values()) {
            for (Kept.Workload object : index.all()) {
                EntityId entity = entity(object);
                Whole before = shown.get(entity);
                if (!there.add(entity) && before != null && before.object().kind() != object.kind()) {
                    continue; // a namesake of another kind: the first one is shown
                }
                entities.put(object.uid(), entity);
                if (before == null || touched.contains(object.uid())) {
                    shown.put(entity, whole(object, entity));
                }
            }
        }
        shown.keySet().retainAll(there);
        touched.clear();
        return shown;
    }

    private EntityId entity(Kept.Workload object) {
        return entity(object.namespace(), object.name());
    }

    private EntityId entity(String namespace, String name) {
        return EntityId.of(EntityKind.WORKLOAD, cluster, namespace, name, "");
    }

    private Whole whole(Kept.Workload object, EntityId entity) {
        Collection<Kept.ReplicaSet> own = sets.of(object.uid());
        List<Kept.ReplicaSet> sorted =
                own.stream().sorted(BY_REVISION.reversed()).limit(2).toList();
        Kept.ReplicaSet newest = sorted.isEmpty() ? null : sorted.getFirst();
        List<ClusterPod> all = Stream.concat(
                        Stream.of(object.uid()), own.stream().map(Kept.ReplicaSet::uid))
                .flatMap(owner -> pods.of(owner).stream())
                .map(Kept.Pod::shown)
                .sorted(Comparator.comparing(ClusterPod::name))
                .toList();
        ClusterWorkload.Rollout rollout = new ClusterWorkload.Rollout(
                object.revision(),
                newest == null ? Stages.hash(object, all) : newest.template(),
                object.template().images(),
                Stages.of(object),
                object.progressing());
        return new Whole(
                object,
                newest,
                sorted.size() < 2 ? null : sorted.getLast(),
                new ClusterWorkload(
                        entity, object.kind(), object.uid(), object.counts(), rollout, scaling(object), all));
    }

    private ClusterWorkload.Scaling scaling(Kept.Workload object) {
        Optional<Autoscaler> autoscaler =
                scalers.of(object.namespace() + '/' + Stages.written(object.kind()) + '/' + object.name()).stream()
                        .map(Kept.Scaler::shown)
                        .min(Comparator.comparing(Autoscaler::name));
        Optional<Integer> allowed = budgets.of(object.namespace()).stream()
                .filter(budget -> !budget.selects().isEmpty()
                        && object.labels()
                                .entrySet()
                                .containsAll(budget.selects().entrySet()))
                .map(Kept.Budget::allowed)
                .min(Comparator.naturalOrder());
        return new ClusterWorkload.Scaling(autoscaler, allowed);
    }

    /// Whom an event is about: the workload of the object where there is one, else where that is.
    private EntityId about(Kept.Said said) {
        Kept.Said.About about = said.about();
        String key = about.namespace() + '/' + about.name();
        return switch (about.kind()) {
            case "Pod" -> {
                Kept.Pod pod = pods.get(key);
                yield pod == null ? namespace(said) : owner(pod.owner()).orElseGet(() -> namespace(said));
            }
            case "ReplicaSet" -> {
                Kept.ReplicaSet set = sets.get(key);
                yield set == null ? namespace(said) : owner(set.uid()).orElseGet(() -> namespace(said));
            }
            case "Deployment", "StatefulSet", "DaemonSet" -> entity(about.namespace(), about.name());
            case "HorizontalPodAutoscaler" -> {
                Kept.Scaler scaler = scalers.get(key);
                yield scaler == null ? namespace(said) : entity(about.namespace(), scaler.target());
            }
            case "Node" -> EntityId.of(EntityKind.NODE, cluster, "", about.name(), "");
            default -> namespace(said);
        };
    }

    private Optional<EntityId> owner(String uid) {
        return Optional.ofNullable(entities.get(deployments.getOrDefault(uid, uid)));
    }

    private EntityId namespace(Kept.Said said) {
        String about = said.about().namespace();
        String name = about.isEmpty() ? said.namespace() : about;
        return EntityId.of(EntityKind.NAMESPACE, cluster, "", name, "");
    }
}
