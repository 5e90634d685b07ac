package nightshift.api.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.stream.Collectors;
import nightshift.api.view.Word;
import nightshift.fact.Assessment;
import nightshift.fact.ForecasterStatus;
import nightshift.loop.Health;
import nightshift.loop.Nightshift;
import nightshift.loop.Pacer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Ready while the journal can be written and turns succeed.
@Readiness
@ApplicationScoped
class CanDoItsWork implements HealthCheck {
    private final Nightshift nightshift;
    private final Pacer pacer;

    @Inject
    CanDoItsWork(Nightshift nightshift, Pacer pacer) {
        this.nightshift = nightshift;
        this.pacer = pacer;
    }

    @Override
    public HealthCheckResponse call() {
        Health health = pacer.health();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("nightshift")
                .status(health.ready())
                .withData("journal", nightshift.journal().unwritable().orElse("writable"))
                .withData("automation", nightshift.paused() ? "paused" : "active")
                .withData("rules", nightshift.rules().rules().size())
                .withData("rule-problems", nightshift.rules().problems().size())
                .withData("series-unwatched", nightshift.unwatched())
                .withData(
                        "intake-refusing",
                        String.join(", ", nightshift.intake().refusing().keySet()))
                .withData("states", health.states().stream().map(Word::of).collect(Collectors.joining(", ")))
                .withData("reasons", String.join("; ", health.reasons()));
        nightshift
                .assessment()
                .map(Assessment::forecaster)
                .ifPresent(forecaster -> response.withData("forecaster", text(forecaster)));
        return response.build();
    }

    private static String text(ForecasterStatus forecaster) {
        return forecaster.name() + " " + forecaster.version()
                + (forecaster.degraded() ? ", degraded: " + forecaster.reason() : "");
    }
}
