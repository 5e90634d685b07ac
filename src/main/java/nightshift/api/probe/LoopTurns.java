package nightshift.api.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import nightshift.loop.Health;
import nightshift.loop.Pacer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Alive while the loop turns; otherwise a restart is asked for.
@Liveness
@ApplicationScoped
class LoopTurns implements HealthCheck {
    private final Pacer pacer;

    @Inject
    LoopTurns(Pacer pacer) {
        this.pacer = pacer;
    }

    @Override
    public HealthCheckResponse call() {
        Health health = pacer.health();
        return HealthCheckResponse.named("loop")
                .status(health.live())
                .withData("reasons", String.join("; ", health.reasons()))
                .build();
    }
}
