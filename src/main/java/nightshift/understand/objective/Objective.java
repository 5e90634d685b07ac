package nightshift.understand.objective;

import java.time.Duration;
import java.util.Optional;

/// What a service promises its users.
///
/// @param availability share of requests that must not fail, in (0,1)
/// @param latency that 95 of 100 answers must not exceed, or the mean answer of a service whose buckets are not
///     sent; without one, slowness is judged by the past alone
public record Objective(double availability, Optional<Duration> latency) {
    /// What most services keep without an effort; a latency that fits all there is none.
    public static final Objective USUAL = new Objective(0.995, Optional.empty());

    public Objective {
        if (!(availability > 0 && availability < 1)) {
            throw new IllegalArgumentException(
                    "an availability is above 0 and below 1, such as 0.995; got " + availability);
        }
        if (latency.filter(most -> most.isZero() || most.isNegative()).isPresent()) {
            throw new IllegalArgumentException("a latency is a positive time, got " + latency.get());
        }
    }

    /// The share of requests that may fail.
    public double budget() {
        return 1 - availability;
    }
}
