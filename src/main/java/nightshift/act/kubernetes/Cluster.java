package nightshift.act.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Reads objects as they are now, from the API server and from no cache: what is about to be written rests on it.
final class Cluster {
    private final KubernetesApi api;

    Cluster(KubernetesApi api) {
        this.api = api;
    }

    Read<LiveObject> get(ObjectRef ref) {
        return Read.of(api.get(ref.path())).then(json -> new Read.Found<>(new LiveObject(ref, json)));
    }

    /// All of a kind in a namespace; none where the cluster does not know the kind.
    Read<List<LiveObject>> list(ObjectKind kind, String namespace) {
        ApiReply reply = api.get(kind.path(namespace));
        if (reply instanceof ApiReply.Gone) {
            return new Read.Found<>(List.of());
        }
        return Read.of(reply).then(list -> new Read.Found<>(items(kind, list)));
    }

    ApiReply send(Write write, boolean dryRun) {
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
