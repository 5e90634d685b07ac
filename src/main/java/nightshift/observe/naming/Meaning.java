package nightshift.observe.naming;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a metric that was sent is called here.
///
/// @param definition of the signal it is
/// @param factor by what to multiply a value as sent
/// @param keep attributes that tell its series apart
/// @param attributes as sent: as they are called here
/// @param origin whom its points are about, and which of them count
public record Meaning(
        SignalDefinition definition,
        double factor,
        Set<String> keep,
        Map<String, String> attributes,
        Origin origin) {
    /// Whom the points of a metric are about, and which of them count.
    ///
    /// @param subject attributes that name somebody else than the resource: as sent, and what they are of a resource
    /// @param only values that some attributes must have; other points say the same in another way
    /// @param tally what it tells of who runs where; null if nothing
    public record Origin(
            Map<String, String> subject, Map<String, String> only, @Nullable Tally tally) {
        /// Of its resource, and all count.
        static final Origin RESOURCE = new Origin(Map.of(), Map.of(), null);

        /// Prometheus puts this before a label of a target that the scraper's own labels hide.
        private static final String HIDDEN = "exported_";

        public Origin {
            subject = Map.copyOf(subject);
            only = Map.copyOf(only);
        }

        /// Whether a point with these attributes counts.
        public boolean counts(Map<String, String> sent) {
            return only.entrySet().stream()
                    .allMatch(each -> each.getValue().equals(sent.getOrDefault(each.getKey(), "")));
        }

        /// Attributes of whom a point is about, as a resource has them; empty if it is its own resource.
        public Map<String, String> subjectOf(Map<String, String> sent) {
            Map<String, String> named = new HashMap<>();
            subject.forEach((label, attribute) -> {
                String value = sent.getOrDefault(HIDDEN + label, sent.getOrDefault(label, ""));
                if (!value.isEmpty()) {
                    named.put(attribute, value);
                }
            });
            return named;
        }
    }
}
