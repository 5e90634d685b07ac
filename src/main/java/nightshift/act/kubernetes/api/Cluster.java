package nightshift.act.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads objects as they are now, from the API server and from no cache: what is about to be written rests on it.
public final class Cluster {
    private final KubernetesApi api;

    public Cluster(KubernetesApi api) {
        this.api = api;
    }

    /// What must be there.
    public Read<LiveObject> get(ObjectRef ref) {
        return Read.of(api.get(ref.path())).then(json -> new Read.Found<>(new LiveObject(ref, json)));
    }

    /// What may be there or not: that it may not be read is another thing.
    public Read<Optional<LiveObject>> find(ObjectRef ref) {
        ApiReply reply = api.get(ref.path());
        return reply instanceof ApiReply.Gone
                ? new Read.Found<>(Optional.empty())
                : Read.of(reply).then(json -> new Read.Found<>(Optional.of(new LiveObject(ref, json))));
    }

    /// All of a kind in a namespace; none where the cluster does not know the kind.
    public Read<List<LiveObject>> list(ObjectKind kind, String namespace) {
        ApiReply reply = api.get(kind.path(namespace));
        if (reply instanceof ApiReply.Gone) {
            return new Read.Found<>(List.of());
        }
        return Read.of(reply).then(list -> new Read.Found<>(items(kind, list)));
    }

    public ApiReply send(Write write, boolean dryRun) {
        return api.send(write, dryRun);
    }

    private static List<LiveObject> items(ObjectKind kind, JsonNode list) {
        List<LiveObject> found = new ArrayList<>();
        for (JsonNode item : list.path("items")) {
            JsonNode meta = item.path("metadata");
            String name = meta.path("name").asText();
            found.add(new LiveObject(new ObjectRef(kind, meta.path("namespace").asText(""), name), item));
        }
        return found;
    }
}
