package nightshift.act.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;

/// One request that changes one object.
///
/// @param path of the object or its subresource
/// @param manager in whose name its fields are owned afterwards, see `managedFields`
record Write(String method, String path, String contentType, JsonNode body, String manager) {
    /// Who owns what Nightshift wrote.
    static final String MANAGER = "nightshift";

    static Write mergePatch(ObjectRef ref, JsonNode body) {
        return new Write("PATCH", ref.path(), "application/merge-patch+json", body, MANAGER);
    }

    static Write jsonPatch(ObjectRef ref, JsonNode body) {
        return new Write("PATCH", ref.path(), "application/json-patch+json", body, MANAGER);
    }

    static Write put(String path, JsonNode body, String manager) {
        return new Write("PUT", path, "application/json", body, manager);
    }

    static Write post(String path, JsonNode body) {
        return new Write("POST", path, "application/json", body, MANAGER);
    }

    static Write delete(String path, JsonNode options) {
        return new Write("DELETE", path, "application/json", options, MANAGER);
    }
}
