package nightshift.act.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Who wrote a field last, by `managedFields`
/// (https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management).
public final class FieldOwners {
    private FieldOwners() {}

    /// @param path of the field, such as `spec`, `replicas`
    /// @return names of managers; more than one when they agree
    public static List<String> of(LiveObject object, String... path) {
        List<String> owners = new ArrayList<>();
        for (JsonNode entry : object.json().path("metadata").path("managedFields")) {
            JsonNode field = entry.path("fieldsV1");
            for (String step : path) {
                field = field.path("f:" + step);
            }
            if (!field.isMissingNode()) {
                owners.add(entry.path("manager").asText());
            }
        }
        return owners;
    }
}
