package nightshift.fact;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalRole;

/// A threshold that some rule asks for: read off the `Breach` patterns of the rule files, so that a
/// threshold is written once, in the rule.
///
/// @param scope which signals
/// @param above threshold, or NaN
/// @param below threshold, or NaN
/// @param durations the `heldFor` values that rules compare with; a [Breach] is refreshed only when it passes one
public record Watch(Scope scope, double above, double below, SortedSet<Duration> durations) {
    public Watch {
        durations = Collections.unmodifiableSortedSet(new TreeSet<>(durations));
        if (Double.isNaN(above) == Double.isNaN(below)) {
            throw new IllegalArgumentException("a watch on " + scope + " is either above or below a threshold");
        }
    }

    /// The signals that a threshold holds for.
    public sealed interface Scope {
        boolean covers(Signal signal);
    }

    /// The one of that name.
    public record Named(String signal) implements Scope {
        @Override
        public boolean covers(Signal measured) {
            return measured.name().equals(signal);
        }
    }

    /// All that tell the same of their entities, whatever they are called.
    ///
    /// @param share whether only those that are a share of a whole, since a threshold has a unit
    public record InRole(SignalRole role, boolean share) implements Scope {
        @Override
        public boolean covers(Signal measured) {
            return measured.role() == role && (!share || measured.meaning().share());
        }
    }

    public boolean breachedBy(double value) {
        return Double.isNaN(above) ? value < below : value > above;
    }
}
