package seeded.nightshift.decide;

import java.time.Instant;
import nightshift.act.Dispatcher;

/// Breaks the architecture on purpose: a deciding stage that uses the acting one and reads a clock.
public final class Offender {
    private final Dispatcher dispatcher;

    Offender(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /// Both violations in one line.
    public String offend() {
        return dispatcher + " at " + Instant.now();
    }
}
