package nightshift.observe.identity;

import java.util.HashMap;
import java.util.Map;
import nightshift.observe.naming.PointListener;
import org.jspecify.annotations.Nullable;

/// Which of several names for one signal a source uses. While a sender moves from one convention to another it may send
/// both, and what is sent twice must count once: the name that came first counts, until nothing was heard under it for
/// a while. About 100 bytes for each signal of a source that has other names. Guarded by the observer's lock.
final class Synonyms {
    private final Map<String, Used> used = new HashMap<>(0);
    private final long forgottenAfter;

    /// @param forgottenAfter silence after which another name counts, ns
    Synonyms(long forgottenAfter) {
        this.forgottenAfter = forgottenAfter;
    }

    private static final class Used {
        private final String name;
        private long last;

        Used(String name) {
            this.name = name;
        }
    }

    /// Says that a signal comes under a name.
    ///
    /// @param signal what it is, with what its name implies
    /// @param now what time it is, ns
    /// @return is told each time that it does; null when another name counts
    @Nullable
    PointListener use(String signal, String name, long now) {
        Used known = used.computeIfAbsent(signal, it -> new Used(name));
        if (!known.name.equals(name)) {
            return null;
        }
        known.last = Math.max(known.last, now);
        return (value, nanos) -> known.last = Math.max(known.last, nanos);
    }

    /// For what comes under another name: when the one that counts falls silent, the other is to begin anew.
    PointListener instead(String signal, Subject rival) {
        return (value, nanos) -> {
            Used known = used.get(signal);
            if (known == null || nanos - known.last > forgottenAfter) {
                used.remove(signal);
                rival.supersede();
            }
        };
    }
}
