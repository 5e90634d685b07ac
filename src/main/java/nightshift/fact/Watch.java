package nightshift.fact;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import nightshift.fact.telemetry.SignalMeaning;

/// A threshold that some rule asks for: read off the `Breach` patterns of the rule files, so that a threshold is
/// written
/// once, in the rule.
///
/// @param signal semantic-convention name
/// @param meaning its role, unit and domain
/// @param above threshold, or NaN
/// @param below threshold, or NaN
/// @param durations the `heldFor` values that rules compare with; a [Breach] is refreshed only when it passes one
public record Watch(String signal, SignalMeaning meaning, double above, double below, SortedSet<Duration> durations) {
    public Watch {
        durations = Collections.unmodifiableSortedSet(new TreeSet<>(durations));
        if (Double.isNaN(above) == Double.isNaN(below)) {
            throw new IllegalArgumentException("a watch on " + signal + " is either above or below a threshold");
        }
    }

    public boolean breachedBy(double value) {
        return Double.isNaN(above) ? value < below : value > above;
    }
}
