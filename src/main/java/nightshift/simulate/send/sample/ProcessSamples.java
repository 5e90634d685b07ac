package nightshift.simulate.send.sample;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import nightshift.simulate.send.plan.LanguageRuntime;
import nightshift.simulate.send.row.Meaning;
import nightshift.simulate.send.row.Measure;
import nightshift.simulate.world.layout.Call;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.Operation;
import nightshift.simulate.world.layout.Pool;
import nightshift.simulate.world.layout.Protocol;
import nightshift.simulate.world.layout.Role;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.physics.Called;
import nightshift.simulate.world.physics.Ending;
import nightshift.simulate.world.physics.Endings;
import nightshift.simulate.world.physics.Pod;
import nightshift.simulate.world.physics.PoolState;
import nightshift.simulate.world.run.World;

/// What an instrumentation inside a process of one service can measure at this instant.
public final class ProcessSamples {
    private final World world;
    private final Layout layout;
    private final Service service;
    private final LanguageRuntime runtime;
    private final Outcomes outcomes;
    private final Peers peers;
    private final MeshSamples mesh;

    public ProcessSamples(World world, Service service, LanguageRuntime runtime) {
        this.world = world;
        this.layout = world.layout();
        this.service = service;
        this.runtime = runtime;
        this.outcomes = new Outcomes(runtime);
        this.peers = new Peers(layout);
        this.mesh = new MeshSamples(world, service);
    }

    /// Things of the measure that were seen since the process started; none that was never seen.
    public List<Sample> of(Measure measure, Pod pod) {
        return switch (measure) {
            case HTTP_SERVER -> served(pod, Protocol.HTTP, this::httpServed);
            case RPC_SERVER -> served(pod, Protocol.GRPC, this::rpcServed);
            case PROCESS -> served(pod, Protocol.MESSAGING, this::processed);
            case HTTP_CLIENT -> called(pod, Protocol.HTTP);
            case RPC_CLIENT -> called(pod, Protocol.GRPC);
            case QUERY -> called(pod, Protocol.QUERY);
            case PUBLISH -> called(pod, Protocol.MESSAGING);
            case POOL_CONNECTIONS ->
                pools(
                        pod,
                        (state, facts) ->
                                List.of(inState("used", state.used(), facts), inState("idle", state.idle(), facts)));
            case POOL_USED -> pools(pod, (state, facts) -> List.of(Sample.level(state.used(), facts)));
            case POOL_IDLE -> pools(pod, (state, facts) -> List.of(Sample.level(state.idle(), facts)));
            case POOL_MAX -> pools(pod, (state, facts) -> List.of(Sample.level(state.size(), facts)));
            case POOL_PENDING -> pools(pod, (state, facts) -> List.of(Sample.level(state.waiting(), facts)));
            case POOL_TIMEOUTS -> pools(pod, (state, facts) -> List.of(Sample.total(state.timeouts(), facts)));
            case POOL_WAIT -> pools(pod, (state, facts) -> List.of(Sample.durations(state.waits(), facts)));
            case POOL_USE -> pools(pod, (state, facts) -> List.of(Sample.durations(state.uses(), facts)));
            case QUEUE_LAG -> lags();
            case HTTP_ACTIVE ->
                service.protocol() == Protocol.HTTP ? List.of(Sample.level(inFlight(pod), Map.of())) : List.of();
            case CPU_SHARE -> level(pod.coresInUse() / service.sizing().cores());
            case CPU_CORES -> level(pod.coresInUse());
            case CPU_TIME -> List.of(Sample.total(pod.cpuSeconds(), Map.of()));
            case HEAP_USED, GO_MEMORY, PROCESS_MEMORY -> level(pod.memoryBytes());
            case HEAP_AFTER_COLLECTION -> level(pod.liveBytes());
            case HEAP_LIMIT -> level(service.sizing().memoryBytes());
            case COLLECTION ->
                pod.gcCount() == 0
                        ? List.of()
                        : List.of(new Sample(Map.of(), new Sample.Value.Timing(pod.gcCount(), pod.gcSeconds())));
            case THREADS -> level(pod.threadsInUse());
            case MESH_REQUESTS -> mesh.requests(pod);
            case MESH_DURATION -> mesh.durations(pod);
            case MESH_REQUEST_BYTES -> mesh.requestBytes(pod);
            case MESH_RESPONSE_BYTES -> mesh.responseBytes(pod);
            case GROUP_LAG,
                    VOLUME_CAPACITY,
                    VOLUME_AVAILABLE,
                    VOLUME_USED,
                    CONTAINER_READY,
                    CONTAINER_RESTARTS,
                    CONTAINER_WAITING,
                    CONTAINER_CPU_LIMIT,
                    CONTAINER_MEMORY_LIMIT,
                    CONTAINER_CPU_USAGE,
                    CONTAINER_MEMORY,
                    CONTAINER_WORKING_SET,
                    POD_READY,
                    POD_PHASE,
                    POD_INFO,
                    POD_CPU_USAGE,
                    POD_MEMORY,
                    POD_WORKING_SET,
                    DEPLOYMENT_DESIRED,
                    DEPLOYMENT_AVAILABLE,
                    NODE_READY,
                    NODE_CPU_USAGE,
                    NODE_MEMORY -> throw new IllegalArgumentException("a process does not know " + measure);
        };
    }

    private static List<Sample> level(double level) {
        return List.of(Sample.level(level, Map.of()));
    }

    private int inFlight(Pod pod) {
        return layout.operationsOf(service.index()).stream()
                .mapToInt(operation -> pod.served(operation.index()).inFlight())
                .sum();
    }

    private List<Sample> served(Pod pod, Protocol protocol, FactsOfEnding facts) {
        List<Sample> samples = new ArrayList<>();
        if (service.protocol() == protocol) {
            for (Operation operation : layout.operationsOf(service.index())) {
                add(samples, pod.served(operation.index()).endings(), ending -> facts.of(operation, ending));
            }
        }
        return samples;
    }

    private interface FactsOfEnding {
        Map<Meaning, Object> of(Operation operation, Ending ending);
    }

    private static void add(List<Sample> samples, Endings endings, Function<Ending, Map<Meaning, Object>> facts) {
        for (Ending ending : Ending.values()) {
            if (endings.count(ending) > 0) {
                samples.add(Sample.durations(endings.durations(ending), facts.apply(ending)));
            }
        }
    }

    private Map<Meaning, Object> httpServed(Operation operation, Ending ending) {
        Map<Meaning, Object> facts = outcomes.httpServer(ending);
        facts.put(Meaning.METHOD, Names.method(operation));
        // A failure answered by a middleware of Express has no route (measured with the JavaScript instrumentations).
        if (runtime != LanguageRuntime.NODE || !ending.bad()) {
            facts.put(Meaning.ROUTE, Names.route(operation));
        }
        return facts;
    }

    private Map<Meaning, Object> rpcServed(Operation operation, Ending ending) {
        Map<Meaning, Object> facts = outcomes.rpc(ending, true);
        facts.putAll(Names.rpc(operation));
        return facts;
    }

    private Map<Meaning, Object> processed(Operation operation, Ending ending) {
        Map<Meaning, Object> facts = outcomes.plain(ending);
        facts.put(Meaning.DESTINATION, peers.queueOf(operation));
        facts.put(Meaning.GROUP, service.id().name());
        return facts;
    }

    private List<Sample> called(Pod pod, Protocol protocol) {
        List<Sample> samples = new ArrayList<>();
        for (Call call : layout.callsOf(service.index())) {
            if (peers.protocol(call) == protocol) {
                Called called = pod.called(call.index());
                add(samples, called.endings(), ending -> calledFacts(call, protocol, ending));
            }
        }
        return samples;
    }

    private Map<Meaning, Object> calledFacts(Call call, Protocol protocol, Ending ending) {
        Operation callee = layout.operations().get(call.callee());
        Map<Meaning, Object> facts = switch (protocol) {
            case HTTP -> outcomes.httpClient(ending);
            case GRPC -> outcomes.rpc(ending, false);
            case QUERY, MESSAGING, SCHEDULE -> outcomes.plain(ending);
        };
        switch (protocol) {
            case HTTP -> facts.put(Meaning.METHOD, Names.method(callee));
            case GRPC -> facts.putAll(Names.rpc(callee));
            case QUERY -> facts.putAll(peers.query(callee));
            case MESSAGING -> facts.put(Meaning.DESTINATION, peers.queueOf(callee));
            case SCHEDULE -> throw new IllegalArgumentException("nobody calls what the clock starts: " + callee);
        }
        if (protocol != Protocol.MESSAGING) {
            facts.put(Meaning.PEER, peers.host(service, callee.service()));
            facts.put(Meaning.PORT, peers.port(callee.service()));
        }
        return facts;
    }

    private List<Sample> pools(Pod pod, BiFunction<PoolState, Map<Meaning, Object>, List<Sample>> of) {
        List<Sample> samples = new ArrayList<>();
        for (Pool pool : layout.poolsOf(service.index())) {
            String database = layout.services().get(pool.database()).id().name();
            samples.addAll(of.apply(pod.pool(pool.index()), Map.of(Meaning.POOL, "HikariPool-" + database)));
        }
        return samples;
    }

    private static Sample inState(String state, int connections, Map<Meaning, Object> facts) {
        EnumMap<Meaning, Object> all = new EnumMap<>(facts);
        all.put(Meaning.STATE, state);
        return Sample.level(connections, all);
    }

    private List<Sample> lags() {
        if (service.role() != Role.WORKER) {
            return List.of();
        }
        return layout.queues().stream()
                .filter(queue -> layout.operations().get(queue.consumer()).service() == service.index())
                .map(queue -> Sample.level(
                        world.queue(queue.index()).depth(),
                        Map.of(Meaning.GROUP, "consumer-" + service.id().name())))
                .toList();
    }
}
