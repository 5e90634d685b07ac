package nightshift.observe.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which versions containers run, by the tags of their images.
final class Images {
    private static final String VERSION_LABEL = "app.kubernetes.io/version";
    private static final int DIGEST = 12;

    private Images() {}

    /// The tag of each container's image, by container. Where a tag tells nothing, since there is none or it is
    /// `latest`, the label that Kubernetes recommends does, else the digest's first characters.
    static Map<String, String> of(List<Container> containers, Map<String, String> labels) {
        String label = labels.getOrDefault(VERSION_LABEL, "");
        Map<String, String> images = new TreeMap<>();
        for (Container container : containers) {
            String image = container.getImage() == null ? "" : container.getImage();
            images.put(container.getName(), version(image, label));
        }
        return images;
    }

    private static String version(String image, String label) {
        int at = image.indexOf('@');
        String reference = at < 0 ? image : image.substring(0, at);
        int colon = reference.lastIndexOf(':');
        String tag = colon > reference.lastIndexOf('/') ? reference.substring(colon + 1) : "";
        if (!tag.isEmpty() && !tag.equals("latest")) {
            return tag;
        }
        if (!label.isEmpty()) {
            return label;
        }
        int digest = image.indexOf(':', at + 1) + 1;
        return at < 0 || !tag.isEmpty() ? tag : image.substring(digest, Math.min(image.length(), digest + DIGEST));
    }

    /// How a person calls them: the tag of the container that has the workload's name, else all of them.
    static String named(Map<String, String> images, String workload) {
        String own = images.getOrDefault(workload, "");
        return own.isEmpty() ? String.join(",", new TreeSet<>(images.values())) : own;
    }
}
