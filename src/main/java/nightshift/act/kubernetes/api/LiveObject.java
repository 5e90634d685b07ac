package nightshift.act.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// An object as the API server has it now.
public record LiveObject(ObjectRef ref, JsonNode json) {
    public String uid() {
        return json.path("metadata").path("uid").asText();
    }

    public String resourceVersion() {
        return json.path("metadata").path("resourceVersion").asText();
    }

    public Optional<String> annotation(String key) {
        return text(json.path("metadata").path("annotations").path(key));
    }

    /// Whether a decision changed it last that has this id.
    public boolean changedBy(String id) {
        return annotation(Mark.ACTION_ID).filter(id::equals).isPresent();
    }

    public Optional<String> label(String key) {
        return text(json.path("metadata").path("labels").path(key));
    }

    public JsonNode spec() {
        return json.path("spec");
    }

    public JsonNode status() {
        return json.path("status");
    }

    public boolean isBeingDeleted() {
        return json.path("metadata").has("deletionTimestamp");
    }

    /// The object that made it and keeps it as it is.
    public Optional<JsonNode> controller() {
        for (JsonNode owner : json.path("metadata").path("ownerReferences")) {
            if (owner.path("controller").asBoolean()) {
                return Optional.of(owner);
            }
        }
        return Optional.empty();
    }

    public boolean controlledBy(LiveObject other) {
        return controller()
                .filter(owner -> owner.path("uid").asText().equals(other.uid()))
                .isPresent();
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }
}
