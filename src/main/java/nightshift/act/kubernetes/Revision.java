package nightshift.act.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// One template that a workload had, or has.
///
/// @param number rises with each rollout; going back to one gives it a new one
/// @param hash of a Deployment the pod template's, of others the name of the revision
/// @param template as it would be written
record Revision(long number, String hash, JsonNode template) {
    /// Whether people may mean it by that: its hash, the tag of one of its images, or its version label.
    boolean called(String version) {
        return hash.equals(version) || names().contains(version);
    }

    /// How a person knows it: by its images' tags.
    String text() {
        return "revision " + number + " (" + String.join(", ", names()) + ")";
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        String label = template.path("metadata")
                .path("labels")
                .path("app.kubernetes.io/version")
                .asText("");
        if (!label.isEmpty()) {
            names.add(label);
        }
        for (JsonNode container : template.path("spec").path("containers")) {
            String image = container.path("image").asText();
            String tag = image.substring(Math.max(image.lastIndexOf(':') + 1, image.lastIndexOf('/') + 1));
            if (!names.contains(tag)) {
                names.add(tag);
            }
        }
        return names;
    }
}
