package nightshift.simulate.send.sample;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import nightshift.simulate.send.row.Meaning;
import nightshift.simulate.world.layout.Call;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.Operation;
import nightshift.simulate.world.layout.Protocol;
import nightshift.simulate.world.layout.Role;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.physics.Ending;
import nightshift.simulate.world.physics.Endings;
import nightshift.simulate.world.physics.Pod;
import nightshift.simulate.world.run.World;

/// What the sidecar of a pod sees: HTTP and gRPC requests that come in and go out, and of all else the bytes.
///
/// Who is behind an incoming request it does not know, since the caller's side sends no peer's metadata: the
/// source is `unknown`, as in a mesh that not everybody is in. What its own process encrypts, to somebody
/// else's service, is bytes to it.
final class MeshSamples {
    private static final String UNKNOWN = "unknown";
    private static final int REQUEST_BYTES = 400;
    private static final int RESPONSE_BYTES = 2500;

    private final Layout layout;
    private final Service service;
    private final Peers peers;

    MeshSamples(World world, Service service) {
        this.layout = world.layout();
        this.service = service;
        this.peers = new Peers(layout);
    }

    /// How many there were of each sort.
    List<Sample> requests(Pod pod) {
        return requests(pod, (endings, ending) -> new Sample.Value.Total(endings.count(ending)));
    }

    /// How long they took.
    List<Sample> durations(Pod pod) {
        return requests(pod, (endings, ending) -> new Sample.Value.Distribution(endings.durations(ending)));
    }

    /// Bytes on their way to those whose language it does not speak.
    List<Sample> requestBytes(Pod pod) {
        return bytes(pod, REQUEST_BYTES);
    }

    /// And on their way back.
    List<Sample> responseBytes(Pod pod) {
        return bytes(pod, RESPONSE_BYTES);
    }

    private interface ValueOf {
        Sample.Value of(Endings endings, Ending ending);
    }

    private List<Sample> requests(Pod pod, ValueOf value) {
        List<Sample> samples = new ArrayList<>();
        if (spoken(service.protocol())) {
            for (Operation operation : layout.operationsOf(service.index())) {
                Map<Meaning, Object> ends = incoming(pod);
                add(samples, pod.served(operation.index()).endings(), value, ending -> told(ends, service, ending));
            }
        }
        for (Call call : layout.callsOf(service.index())) {
            Service callee = callee(call);
            if (passes(call, callee)) {
                Map<Meaning, Object> ends = outgoing(pod, callee);
                add(samples, pod.called(call.index()).endings(), value, ending -> told(ends, callee, ending));
            }
        }
        return samples;
    }

    private static void add(
            List<Sample> samples, Endings endings, ValueOf value, Function<Ending, Map<Meaning, Object>> facts) {
        for (Ending ending : Ending.values()) {
            if (endings.count(ending) > 0) {
                samples.add(new Sample(facts.apply(ending), value.of(endings, ending)));
            }
        }
    }

    private List<Sample> bytes(Pod pod, int each) {
        List<Sample> samples = new ArrayList<>();
        for (Call call : layout.callsOf(service.index())) {
            Service callee = callee(call);
            boolean queue = call.way() instanceof Call.Way.ThroughQueue;
            if (!queue && !passes(call, callee)) {
                Map<Meaning, Object> facts = outgoing(pod, callee);
                facts.put(Meaning.REQUEST_PROTOCOL, "tcp");
                facts.put(Meaning.RESPONSE_FLAGS, "-");
                samples.add(Sample.total(
                        (double) each * pod.called(call.index()).endings().count(), facts));
            }
        }
        return samples;
    }

    private Service callee(Call call) {
        return layout.services().get(layout.operations().get(call.callee()).service());
    }

    private static boolean passes(Call call, Service callee) {
        return call.way() instanceof Call.Way.Direct && callee.role() != Role.EXTERNAL && spoken(callee.protocol());
    }

    private static boolean spoken(Protocol protocol) {
        return protocol == Protocol.HTTP || protocol == Protocol.GRPC;
    }

    private Map<Meaning, Object> incoming(Pod pod) {
        Map<Meaning, Object> ends = destination(service);
        ends.put(Meaning.REPORTER, "destination");
        ends.put(Meaning.SOURCE_WORKLOAD, UNKNOWN);
        ends.put(Meaning.SOURCE_NAMESPACE, UNKNOWN);
        ends.put(Meaning.SOURCE_VERSION, UNKNOWN);
        ends.put(Meaning.DESTINATION_VERSION, pod.version());
        return ends;
    }

    private Map<Meaning, Object> outgoing(Pod pod, Service callee) {
        Map<Meaning, Object> ends = destination(callee);
        ends.put(Meaning.REPORTER, "source");
        ends.put(Meaning.SOURCE_WORKLOAD, service.id().name());
        ends.put(Meaning.SOURCE_NAMESPACE, service.id().namespace());
        ends.put(Meaning.SOURCE_VERSION, pod.version());
        ends.put(Meaning.DESTINATION_VERSION, UNKNOWN);
        return ends;
    }

    private Map<Meaning, Object> destination(Service callee) {
        Map<Meaning, Object> ends = new EnumMap<>(Meaning.class);
        boolean outside = callee.role() == Role.EXTERNAL;
        String host = peers.fullHost(callee.index());
        ends.put(Meaning.DESTINATION_WORKLOAD, outside ? UNKNOWN : callee.id().name());
        ends.put(Meaning.DESTINATION_NAMESPACE, outside ? UNKNOWN : callee.id().namespace());
        ends.put(Meaning.DESTINATION_SERVICE, host);
        ends.put(Meaning.DESTINATION_SERVICE_NAME, outside ? host : callee.id().name());
        return ends;
    }

    /// How Envoy names what came of a request: a code, and letters where no answer came (Envoy's access log
    /// documentation, response flags).
    private static Map<Meaning, Object> told(Map<Meaning, Object> ends, Service callee, Ending ending) {
        boolean grpc = callee.protocol() == Protocol.GRPC;
        Map<Meaning, Object> facts = new EnumMap<>(ends);
        Answer answer = answer(ending);
        facts.put(Meaning.REQUEST_PROTOCOL, grpc ? "grpc" : "http");
        boolean answered = answer.flags().equals("-");
        facts.put(Meaning.RESPONSE_CODE, grpc && answered ? "200" : answer.http());
        facts.put(Meaning.RESPONSE_FLAGS, answer.flags());
        if (grpc && !answer.grpc().isEmpty()) {
            facts.put(Meaning.GRPC_RESPONSE_STATUS, answer.grpc());
        }
        return facts;
    }

    private record Answer(String http, String grpc, String flags) {}

    private static Answer answer(Ending ending) {
        return switch (ending) {
            case OK -> new Answer("200", "0", "-");
            case MISTAKE -> new Answer("404", "5", "-");
            case ERROR -> new Answer("500", "13", "-");
            case DEPENDENCY -> new Answer("500", "14", "-");
            case LIMITED -> new Answer("429", "8", "-");
            case TIMEOUT -> new Answer("0", "", "DC");
            case REFUSED -> new Answer("503", "14", "UH");
            case LOST -> new Answer("503", "14", "UC");
            case HANDSHAKE -> new Answer("503", "14", "UF");
        };
    }
}
