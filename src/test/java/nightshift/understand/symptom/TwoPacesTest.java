package nightshift.understand.symptom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nightshift.KnownSignals;
import nightshift.ListedReadings;
import nightshift.fact.Dependency;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.SignalRole;
import nightshift.understand.topology.DependencyGraph;
import org.junit.jupiter.api.Test;

/// A service whose metrics tell once a minute what its traces tell at once.
class TwoPacesTest {
    private static final EntityId API = EntityId.service("shop", "api");
    private static final EntityId FEEDS = EntityId.service("shop", "feeds");
    private static final EntityId CALLS = EntityId.edge(API, FEEDS);
    private static final Instant MINUTE = Instant.parse("2026-03-03T03:40:00Z");
    private static final Instant NOW = MINUTE.plusSeconds(20);

    private final List<Reading> all = new ArrayList<>();

    @Test
    void whatItsTracesTellNowIsExplainedThoughItsMetricsHaveNotSeenIt() {
        // Given
        read(API, "http.server.request.error.ratio", MINUTE, 0);
        read(API, "traces.span.metrics.error.ratio", NOW, 0.98);
        // When
        double share = share(NOW);
        // Then
        assertThat(share).isEqualTo(1);
    }

    @Test
    void itsOwnCountIsBelievedWhenItIsAsRecent() {
        // Given metrics of all requests beside a sample of traces
        read(API, "http.server.request.error.ratio", NOW, 0);
        read(API, "traces.span.metrics.error.ratio", NOW, 0.98);
        // When, Then it does not fail, so that nothing is to be explained
        assertThat(share(NOW)).isZero();
    }

    private double share(Instant at) {
        read(CALLS, "traces.service.graph.request.error.ratio", at, 1);
        DependencyGraph graph = new DependencyGraph(List.of(new Dependency(API, FEEDS, 1, 1, 0.001, at)));
        return new CalleeContribution(new ListedReadings(NOW, all), graph).share(API, SignalRole.REQUEST_ERRORS);
    }

    private void read(EntityId entity, String signal, Instant at, double value) {
        SeriesKey key = new SeriesKey(entity, KnownSignals.signal(signal));
        all.add(new Reading(
                key, at, value, new Band(0, 0, 0.05), 0.9, 50, Duration.ofSeconds(10), null, null, Double.NaN));
    }
}
