package nightshift.simulate.send.sample;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nightshift.simulate.send.row.Meaning;
import nightshift.simulate.send.row.Measure;
import nightshift.simulate.world.layout.Node;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.layout.Volume;
import nightshift.simulate.world.physics.Fleet;
import nightshift.simulate.world.physics.Phase;
import nightshift.simulate.world.physics.Pod;
import nightshift.simulate.world.physics.VolumeState;
import nightshift.simulate.world.run.World;

/// What Kubernetes knows of pods, deployments and nodes at this instant, subject by subject. It sees pods of crashed
/// processes as well.
public final class PlatformSamples {
    private static final String APPLICATION = "app";

    private final World world;

    public PlatformSamples(World world) {
        this.world = world;
    }

    /// A thing that the platform tells about.
    ///
    /// @param facts who it is
    public record Subject(Kind kind, Map<Meaning, Object> facts, Map<Measure, Double> levels) {}

    /// What kind of thing; decides the resource that a receiver gives it.
    public enum Kind {
        CONTAINER,
        POD,
        DEPLOYMENT,
        NODE,
        VOLUME
    }

    public List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        for (Service service : world.layout().services()) {
            if (service.role().ours()) {
                subjects.add(deployment(service));
                for (Pod pod : world.pods(service.index())) {
                    subjects.add(pod(service, pod));
                    subjects.add(container(service, pod));
                }
            }
        }
        for (Node node : world.layout().nodes()) {
            subjects.add(node(node));
        }
        for (Volume volume : world.layout().volumes()) {
            subjects.add(volume(volume));
        }
        return subjects;
    }

    private Subject deployment(Service service) {
        Fleet fleet = world.fleet(service.index());
        Map<Meaning, Object> facts = new EnumMap<>(Meaning.class);
        facts.put(Meaning.NAMESPACE, service.id().namespace());
        facts.put(Meaning.DEPLOYMENT, service.id().name());
        facts.put(Meaning.UID, uid(service.id().toString()));
        return new Subject(
                Kind.DEPLOYMENT,
                facts,
                Map.of(
                        Measure.DEPLOYMENT_DESIRED, (double) fleet.desired(),
                        Measure.DEPLOYMENT_AVAILABLE, (double) fleet.ready()));
    }

    private Map<Meaning, Object> facts(Service service, Pod pod) {
        Map<Meaning, Object> facts = new EnumMap<>(Meaning.class);
        facts.put(Meaning.NAMESPACE, service.id().namespace());
        facts.put(Meaning.DEPLOYMENT, service.id().name());
        facts.put(Meaning.REPLICA_SET, replicaSet(service, pod));
        facts.put(Meaning.POD, pod.name());
        facts.put(Meaning.UID, uid(pod.name()));
        facts.put(Meaning.NODE, world.layout().nodes().get(pod.node()).name());
        return facts;
    }

    private Subject pod(Service service, Pod pod) {
        return new Subject(
                Kind.POD,
                facts(service, pod),
                Map.of(
                        Measure.POD_PHASE,
                        2.0,
                        Measure.POD_INFO,
                        1.0,
                        Measure.POD_READY,
                        ready(pod),
                        Measure.POD_CPU_USAGE,
                        pod.coresInUse(),
                        Measure.POD_MEMORY,
                        (double) pod.memoryBytes(),
                        Measure.POD_WORKING_SET,
                        (double) pod.memoryBytes()));
    }

    private Subject container(Service service, Pod pod) {
        Map<Meaning, Object> facts = facts(service, pod);
        facts.put(Meaning.CONTAINER, APPLICATION);
        Map<Measure, Double> levels = new EnumMap<>(Measure.class);
        levels.put(Measure.CONTAINER_READY, ready(pod));
        levels.put(Measure.CONTAINER_RESTARTS, (double) pod.restarts());
        levels.put(Measure.CONTAINER_CPU_LIMIT, service.sizing().cores());
        levels.put(Measure.CONTAINER_MEMORY_LIMIT, (double) service.sizing().memoryBytes());
        if (pod.alive()) {
            levels.put(Measure.CONTAINER_CPU_USAGE, pod.coresInUse());
            levels.put(Measure.CONTAINER_MEMORY, (double) pod.memoryBytes());
            levels.put(Measure.CONTAINER_WORKING_SET, (double) pod.memoryBytes());
        } else {
            facts.put(Meaning.REASON, "CrashLoopBackOff");
            levels.put(Measure.CONTAINER_WAITING, 1.0);
        }
        return new Subject(Kind.CONTAINER, facts, levels);
    }

    private Subject node(Node node) {
        return new Subject(
                Kind.NODE,
                Map.of(Meaning.NODE, node.name(), Meaning.UID, uid(node.name())),
                Map.of(
                        Measure.NODE_READY,
                        1.0,
                        Measure.NODE_CPU_USAGE,
                        world.node(node.index()).coresInUse(),
                        Measure.NODE_MEMORY,
                        (double) world.node(node.index()).memoryBytes()));
    }

    /// Of a database's one pod, as a stateful set names pods and claims.
    private Subject volume(Volume volume) {
        Service database = world.layout().services().get(volume.database());
        String pod = database.id().name() + "-0";
        int node = world.pods(database.index()).getFirst().node();
        Map<Meaning, Object> facts = new EnumMap<>(Meaning.class);
        facts.put(Meaning.NAMESPACE, database.id().namespace());
        facts.put(Meaning.POD, pod);
        facts.put(Meaning.UID, uid(database.id() + "/" + pod));
        facts.put(Meaning.NODE, world.layout().nodes().get(node).name());
        facts.put(Meaning.VOLUME, "data");
        facts.put(Meaning.CLAIM, "data-" + pod);
        VolumeState state = world.volume(volume.index());
        return new Subject(
                Kind.VOLUME,
                facts,
                Map.of(
                        Measure.VOLUME_CAPACITY, (double) state.capacity(),
                        Measure.VOLUME_AVAILABLE, (double) state.available(),
                        Measure.VOLUME_USED, (double) state.used()));
    }

    private static double ready(Pod pod) {
        return pod.phase() == Phase.READY ? 1 : 0;
    }

    /// A replica set for each version, named as Kubernetes names them.
    static String replicaSet(Service service, Pod pod) {
        return service.id().name() + "-" + uid(service.id() + pod.version()).substring(0, 8);
    }

    public static String uid(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
