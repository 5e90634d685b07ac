package nightshift.observe.kubernetes;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Objects as a real API server of Kubernetes 1.36 gave them, by file, and what is kept of them.
final class RecordedObjects {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final Reader READER = new Reader("", YAML);

    private RecordedObjects() {}

    static List<HasMetadata> of(String file) {
        try (InputStream yaml = requireNonNull(RecordedObjects.class.getResourceAsStream(file), file)) {
            KubernetesResource object = YAML.unmarshal(yaml);
            return object instanceof KubernetesList list ? list.getItems() : List.of((HasMetadata) object);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Kept> kept(String file) {
        List<Kept> kept = new ArrayList<>();
        of(file).forEach(object -> kept.add(requireNonNull(READER.keep(object))));
        return kept;
    }

    static <T extends Kept> T first(String file, Class<T> type) {
        return kept(file).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
