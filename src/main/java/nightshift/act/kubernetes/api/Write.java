package nightshift.act.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;

/// One request that changes one object.
///
/// @param path of the object or its subresource
/// @param manager in whose name its fields are owned afterwards, see `managedFields`
public record Write(String method, String path, String contentType, JsonNode body, String manager) {
    /// Who owns what Nightshift wrote.
    public static final String MANAGER = "nightshift";

    public static Write mergePatch(ObjectRef ref, JsonNode body) {
        return new Write("PATCH", ref.path(), "application/merge-patch+json", body, MANAGER);
    }

    public static Write jsonPatch(ObjectRef ref, JsonNode body) {
        return new Write("PATCH", ref.path(), "application/json-patch+json", body, MANAGER);
    }

    public static Write put(String path, JsonNode body, String manager) {
        return new Write("PUT", path, "application/json", body, manager);
    }

    public static Write post(String path, JsonNode body) {
        return new Write("POST", path, "application/json", body, MANAGER);
    }

    public static Write delete(String path, JsonNode options) {
        return new Write("DELETE", path, "application/json", options, MANAGER);
    }
}
