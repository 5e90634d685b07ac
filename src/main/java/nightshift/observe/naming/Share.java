package nightshift.observe.naming;

import java.util.Map;
import java.util.Set;

/// How much of something is used, as one metric says how much and another, or all points of the same
/// one, how much there is. Immutable.
///
/// @param definition of the signal that the share is
/// @param part what the metric is in it
/// @param free whether the first of the two says what is left instead of what is used
/// @param where values of which attributes of the metric's points must have one
/// @param keep attributes that tell shares of one entity apart
public record Share(
        SignalDefinition definition, Part part, boolean free, Map<String, Set<String>> where, Set<String> keep) {
    /// What a metric is in a share.
    public enum Part {
        /// What is used, or what is left.
        SOME,
        /// What there is.
        ALL
    }

    public Share {
        where = Map.copyOf(where);
        keep = Set.copyOf(keep);
    }

    /// Whether a point is part of it.
    ///
    /// @param attributes as they are called here
    public boolean includes(Map<String, String> attributes) {
        return where.entrySet().stream()
                .allMatch(each -> each.getValue().contains(attributes.getOrDefault(each.getKey(), "")));
    }
}
