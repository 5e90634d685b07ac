package nightshift.api.probe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import nightshift.api.view.Word;
import nightshift.fact.Assessment;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.inventory.WatchStatus;
import nightshift.loop.Nightshift;
import nightshift.loop.Pacer;
import nightshift.loop.TurnTimes;

/// What Nightshift measures of itself, under `/q/metrics`; read off its views when somebody scrapes.
@Singleton
class SelfMetrics implements MeterBinder {
    private static final List<String> CLUSTER_COUNTS =
            List.of("changes", "relists", "reconnects", "away", "unauthorized", "forbidden");

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
        FunctionCounter.builder("nightshift.rounds.failed", pacer, Pacer::failures)
                .description("turns of the loop, and rounds of the threads beside it, that threw")
                .register(registry);
        FunctionCounter.builder("nightshift.setaside", nightshift, Nightshift::setAsideCount)
                .description("entries that could not be taken in and were set aside")
                .register(registry);
        FunctionCounter.builder("nightshift.holds.dropped", nightshift, Nightshift::holdsDropped)
                .description("times that it was not journalled what held a proposal, since that was told too often")
                .register(registry);
        FunctionCounter.builder("nightshift.windows.dropped", nightshift, Nightshift::windowsNotKept)
                .description("closed windows that could not be written to disk")
                .register(registry);
        FunctionCounter.builder(
                        "nightshift.journal.pruned",
                        nightshift,
                        it -> it.journal().pruning().takenAway())
                .description("events of the journal that were taken away, for their age or its size")
                .register(registry);
        gauge(
                registry,
                "nightshift.journal.bytes",
                "what the journal takes on disk",
                it -> it.journal().pruning().bytes());
        gauge(
                registry,
                "nightshift.journal.head",
                "the first 12 hex digits of the journal's last link, as a number; printf %012x gives them back",
                it -> it.journal().headNumber());
        gauge(
                registry,
                "nightshift.cluster.following",
                "1 while the cluster's API server is followed wholly; 0 otherwise, and where none is",
                it -> it.watch()
                        .filter(watch -> watch.state() == WatchStatus.State.WATCHING)
                        .map(watch -> 1)
                        .orElse(0));
        for (String what : CLUSTER_COUNTS) {
            FunctionCounter.builder(
                            "nightshift.cluster.watch",
                            nightshift,
                            it -> it.watch()
                                    .map(watch -> watch.counts().getOrDefault(what, 0L))
                                    .orElse(0L))
                    .description("what happened while the cluster's API server was followed")
                    .tag("what", what)
                    .register(registry);
        }
        gauge(
                registry,
                "nightshift.turns.failing",
                "1 while turns fail and are taken again",
                it -> it.failingSince().isPresent() ? 1 : 0);
        gauge(registry, "nightshift.series", "live series", it -> it.intake().series());
        gauge(registry, "nightshift.series.unwatched", "live series that found no room", Nightshift::unwatched);
        gauge(
                registry,
                "nightshift.intake.refusing",
                "1 while something that is sent finds no room",
                it -> it.intake().refusing().isEmpty() ? 0 : 1);
        gauge(
                registry,
                "nightshift.intake.dropping",
                "1 while something that was taken in is let go of",
                it -> it.intake().dropping().isEmpty() ? 0 : 1);
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
        timer(registry, "nightshift.turn", "turns of the loop", Tags.empty(), TurnTimes::turns);
        for (TurnTimes.Stage stage : TurnTimes.Stage.values()) {
            timer(
                    registry,
                    "nightshift.stage",
                    "what turns spend their time on",
                    Tags.of("stage", Word.of(stage)),
                    times -> times.of(stage));
        }
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

    private void timer(
            MeterRegistry registry,
            String name,
            String description,
            Tags tags,
            Function<TurnTimes, TurnTimes.Taken> taken) {
        FunctionTimer.builder(
                        name,
                        nightshift.times(),
                        times -> taken.apply(times).count(),
                        times -> taken.apply(times).total().toNanos(),
                        TimeUnit.NANOSECONDS)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private static double dropped(Nightshift nightshift) {
        return nightshift.intake().dropped().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
