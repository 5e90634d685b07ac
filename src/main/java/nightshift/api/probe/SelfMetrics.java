package nightshift.api.probe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import nightshift.api.view.Word;
import nightshift.fact.Assessment;
import nightshift.journal.DecisionState;
import nightshift.loop.Nightshift;
import nightshift.loop.Pacer;

/// What Nightshift measures of itself, under `/q/metrics`; read off its views when somebody scrapes.
@Singleton
class SelfMetrics implements MeterBinder {
    private final Nightshift nightshift;
    private final Pacer pacer;

    @Inject
    SelfMetrics(Nightshift nightshift, Pacer pacer) {
        this.nightshift = nightshift;
        this.pacer = pacer;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder(
                        "nightshift.intake.points",
                        nightshift,
                        it -> it.intake().points())
                .description("metric points, spans and log records accepted")
                .register(registry);
        FunctionCounter.builder("nightshift.intake.dropped", nightshift, SelfMetrics::dropped)
                .description("points dropped, for any reason; /api/v1/status says which")
                .register(registry);
        gauge(registry, "nightshift.series", "live series", it -> it.intake().series());
        gauge(
                registry,
                "nightshift.incidents.open",
                "open incidents",
                it -> it.journal().openIncidents().size());
        gauge(
                registry,
                "nightshift.anomalies",
                "signals outside of their bands",
                it -> it.assessment().map(Assessment::anomalies).map(List::size).orElse(0));
        gauge(
                registry,
                "nightshift.rules.problems",
                "problems in rule files",
                it -> it.rules().problems().size());
        gauge(registry, "nightshift.automation.paused", "1 while paused", it -> it.paused() ? 1 : 0);
        gauge(
                registry,
                "nightshift.forecaster.degraded",
                "1 while the fallback stands in",
                it -> it.assessment()
                        .map(Assessment::forecaster)
                        .map(forecaster -> forecaster.degraded() ? 1 : 0)
                        .orElse(0));
        Gauge.builder("nightshift.ready", pacer, it -> it.health().ready() ? 1 : 0)
                .description("1 while it can observe, decide and act")
                .register(registry);
        for (DecisionState state : DecisionState.values()) {
            Gauge.builder("nightshift.decisions", nightshift, it -> it.journal().count(state))
                    .description("decisions by state")
                    .tag("state", Word.of(state))
                    .register(registry);
        }
    }

    @FunctionalInterface
    private interface Reading {
        Number of(Nightshift nightshift);
    }

    private void gauge(MeterRegistry registry, String name, String description, Reading reading) {
        Gauge.builder(name, nightshift, it -> reading.of(it).doubleValue())
                .description(description)
                .register(registry);
    }

    private static double dropped(Nightshift nightshift) {
        return nightshift.intake().dropped().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
