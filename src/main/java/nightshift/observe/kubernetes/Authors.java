package nightshift.observe.kubernetes;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who wrote a part of an object, by what the API server keeps of it in `managedFields`.
final class Authors {
    private Authors() {}

    /// Who changed what lies at a path last: of those that manage a part of it the one who wrote last. Who
    /// writes through `scale` has no time there, and is the one who wrote last, since writing takes it from
    /// the others. Null if the API server does not say.
    ///
    /// @param path such as `f:spec`, `f:template`
    static Kept.@Nullable Author of(ObjectMeta meta, String... path) {
        return meta.getManagedFields().stream()
                .filter(entry -> manages(entry, path))
                .filter(entry -> entry.getManager() != null)
                .map(entry -> new Kept.Author(entry.getManager(), instant(entry.getTime())))
                .max(Comparator.comparing(Kept.Author::at, Comparator.nullsLast(Comparator.naturalOrder())))
                .orElse(null);
    }

    private static boolean manages(ManagedFieldsEntry entry, String... path) {
        Object at = entry.getFieldsV1() == null ? null : entry.getFieldsV1().getAdditionalProperties();
        for (String step : path) {
            at = at instanceof Map<?, ?> fields ? fields.get(step) : null;
        }
        return at != null;
    }

    /// A time as the API server writes it; null if there is none.
    static @Nullable Instant instant(@Nullable String written) {
        try {
            return written == null || written.isEmpty() ? null : Instant.parse(written);
        } catch (DateTimeParseException notATime) {
            return null;
        }
    }
}
