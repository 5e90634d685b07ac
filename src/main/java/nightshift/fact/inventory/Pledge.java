package nightshift.fact.inventory;

import java.time.Duration;
import java.util.Optional;

/// What the owners of a service wrote on it that it promises its users; what they left open is empty.
///
/// @param availability share of requests that must not fail, in (0,1)
/// @param latency that the mean answer must not exceed
public record Pledge(Optional<Double> availability, Optional<Duration> latency) {
    /// Nothing is written on it.
    public static final Pledge NONE = new Pledge(Optional.empty(), Optional.empty());

    public Pledge {
        if (availability.filter(share -> !(share > 0 && share < 1)).isPresent()) {
            throw new IllegalArgumentException("an availability is above 0 and below 1, got " + availability.get());
        }
        if (latency.filter(most -> !most.isPositive()).isPresent()) {
            throw new IllegalArgumentException("a latency is a positive time, got " + latency.get());
        }
    }
}
