package nightshift.understand.objective;

import java.time.Instant;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.SeriesKey;

/// A service that does worse than users can be asked to bear, or whose calls do far worse than at first,
/// whatever is usual for it.
///
/// @param key of the service's own latency or share of failures, or of the latency of calls
/// @param reason by which standard
/// @param since end of the first window of it
/// @param windows how many of its own it has lasted
/// @param allowed what would have been well: from 0 over what was usual as far as is known, up to what is allowed
public record Violation(SeriesKey key, Reason reason, Instant since, int windows, Band allowed) {
    /// By which standard.
    public enum Reason {
        BURNING("its error budget burns many times too fast"),
        BROKEN("it fails more than its objective allows and far more than it used to"),
        TOO_SLOW("it answers slower than its objective allows"),
        GROSS_FAILURES("a large share of its requests fails"),
        GROSS_SLOWNESS("it answers many times slower than in its first windows");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }
}
