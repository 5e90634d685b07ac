package nightshift.act.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// An object as the API server has it now.
record LiveObject(ObjectRef ref, JsonNode json) {
    String uid() {
        return json.path("metadata").path("uid").asText();
    }

    String resourceVersion() {
        return json.path("metadata").path("resourceVersion").asText();
    }

    Optional<String> annotation(String key) {
        return text(json.path("metadata").path("annotations").path(key));
    }

    Optional<String> label(String key) {
        return text(json.path("metadata").path("labels").path(key));
    }

    JsonNode spec() {
        return json.path("spec");
    }

    JsonNode status() {
        return json.path("status");
    }

    boolean isBeingDeleted() {
        return json.path("metadata").has("deletionTimestamp");
    }

    /// The object that made it and keeps it as it is.
    Optional<JsonNode> controller() {
        for (JsonNode owner : json.path("metadata").path("ownerReferences")) {
            if (owner.path("controller").asBoolean()) {
                return Optional.of(owner);
            }
        }
        return Optional.empty();
    }

    boolean controlledBy(LiveObject other) {
        return controller()
                .filter(owner -> owner.path("uid").asText().equals(other.uid()))
                .isPresent();
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }
}
