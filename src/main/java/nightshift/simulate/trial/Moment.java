package nightshift.simulate.trial;

import java.time.Instant;

/// One line of a timeline.
///
/// @param at world time
/// @param source who says it: `world` or `nightshift`
/// @param text what happened
public record Moment(Instant at, String source, String text) {
    public static final String WORLD = "world";
    public static final String NIGHTSHIFT = "nightshift";
}
