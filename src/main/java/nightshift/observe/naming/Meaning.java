package nightshift.observe.naming;

import java.util.Map;
import java.util.Set;

/// What a metric that was sent is called here.
///
/// @param signal semantic-convention name
/// @param unit of the signal here
/// @param factor by what to multiply a value as sent
/// @param keep attributes that tell its series apart
/// @param split attributes that get series of their own beside the service's total
/// @param averaged whether points of one instance that differ in other attributes are averaged instead of summed
/// @param attributes as sent: as they are called here
public record Meaning(
        String signal,
        String unit,
        double factor,
        Set<String> keep,
        Set<String> split,
        boolean averaged,
        Map<String, String> attributes) {}
