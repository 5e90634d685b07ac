package nightshift.observe.calls;

import java.time.Duration;

/// How long calls are remembered and how much of spans is held.
///
/// @param retention how long a call between two services is remembered after it was last seen
/// @param pendingSpans client and server spans that wait for their other end
/// @param nameLength characters of a span's name that are kept
public record CallsConfig(Duration retention, int pendingSpans, int nameLength) {
    public CallsConfig {
        if (pendingSpans < 1 || nameLength < 16) {
            throw new IllegalArgumentException(
                    "pendingSpans must be at least 1 and nameLength 16, got " + pendingSpans + " and " + nameLength);
        }
    }

    public static CallsConfig defaults() {
        return new CallsConfig(Duration.ofHours(1), 50_000, 256);
    }
}
