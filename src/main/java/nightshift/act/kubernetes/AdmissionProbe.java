package nightshift.act.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nightshift.act.kubernetes.api.ApiReply;
import nightshift.act.kubernetes.api.Cluster;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.Read;
import nightshift.act.kubernetes.api.Write;

/// Whether the cluster itself bounds what Nightshift may write: a change of a template that names no decision is
/// tried,
/// as a dry run, and must be refused. A policy that the API server could not compile, or whose binding names another,
/// refuses nothing and says nothing. Asked for a namespace before anything is done there, and again after a while.
final class AdmissionProbe {
    private static final Duration BELIEVED = Duration.ofMinutes(5);

    /// On a pod template, and never kept.
    private static final String TRIED = "nightshift.dev/admission-probe";

    private final Cluster cluster;
    private final boolean needed;
    private final InstantSource clock;
    private final Map<String, Instant> bounded = new ConcurrentHashMap<>();

    /// @param needed whether acting asks for it at all
    AdmissionProbe(Cluster cluster, boolean needed, InstantSource clock) {
        this.cluster = cluster;
        this.needed = needed;
        this.clock = clock;
    }

    /// @param workload of the namespace; anything without a template needs none of this
    Read<LiveObject> of(LiveObject workload) {
        String namespace = workload.ref().namespace();
        Instant known = bounded.get(namespace);
        boolean fresh = known != null && clock.instant().isBefore(known.plus(BELIEVED));
        if (!needed || fresh || !workload.spec().has("template")) {
            return new Read.Found<>(workload);
        }
        ObjectNode patch = Json.object();
        patch.putObject("spec")
                .putObject("template")
                .putObject("metadata")
                .putObject("annotations")
                .put(TRIED, "must be refused");
        return switch (cluster.send(Write.mergePatch(workload.ref(), patch), true)) {
            case ApiReply.Refused _ -> {
                bounded.put(namespace, clock.instant());
                yield new Read.Found<>(workload);
            }
            case ApiReply.Done _ ->
                new Read.No<>("the API server would let Nightshift change "
                        + workload.ref().text()
                        + " without naming a decision: apply the admission policy of kubernetes/, or say that there is none"
                        + " (nightshift.kubernetes.bounds.admission=false)");
            case ApiReply.Gone gone -> new Read.No<>(gone.sentence());
            case ApiReply.Conflict conflict -> new Read.Later<>(conflict.sentence(), Duration.ZERO);
            case ApiReply.Busy busy -> new Read.Later<>(busy.sentence(), busy.retryAfter());
            case ApiReply.Unheard unheard -> new Read.Later<>(unheard.sentence(), Duration.ZERO);
            case ApiReply.Lost lost -> new Read.Later<>(lost.sentence(), lost.retryAfter());
        };
    }
}
