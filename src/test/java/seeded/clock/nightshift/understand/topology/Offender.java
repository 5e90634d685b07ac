package seeded.clock.nightshift.understand.topology;

import java.time.Instant;
import java.util.function.LongSupplier;

/// Knows what time it is.
public record Offender(LongSupplier clock) {
    /// Refers to one clock and reads another.
    public static Offender late() {
        return Instant.now().isAfter(Instant.EPOCH) ? new Offender(System::nanoTime) : new Offender(() -> 0);
    }
}
