package nightshift.observe.naming;

import java.util.List;
import java.util.Set;

/// What a metric that was sent is called here.
///
/// @param definition of the signal it is
/// @param factor by what to multiply a value as sent
/// @param keep attributes that tell its series apart
/// @param form how to read the attributes of its points
/// @param shares that it is part of
public record Meaning(
        SignalDefinition definition, double factor, Set<String> keep, PointForm form, List<Share> shares) {
    public Meaning {
        keep = Set.copyOf(keep);
        shares = List.copyOf(shares);
    }
}
