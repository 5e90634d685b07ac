package nightshift.observe.naming;

import java.util.Map;
import java.util.Set;

/// What a metric that was sent is called here.
///
/// @param definition of the signal it is
/// @param factor by what to multiply a value as sent
/// @param keep attributes that tell its series apart
/// @param split attributes that get series of their own beside the service's total
/// @param attributes as sent: as they are called here
public record Meaning(
        SignalDefinition definition,
        double factor,
        Set<String> keep,
        Set<String> split,
        Map<String, String> attributes) {}
