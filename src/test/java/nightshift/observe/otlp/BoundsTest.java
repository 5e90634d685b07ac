package nightshift.observe.otlp;

import static nightshift.observe.otlp.Receiver.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import nightshift.observe.ObserveConfig;
import nightshift.observe.calls.CallsConfig;
import nightshift.observe.changes.ChangesConfig;
import nightshift.observe.identity.NamesConfig;
import nightshift.observe.identity.RosterConfig;
import nightshift.observe.intake.DropReason;
import nightshift.observe.otlp.request.Export;
import nightshift.observe.series.SeriesConfig;
import nightshift.observe.sketch.LatencyConfig;
import org.junit.jupiter.api.Test;

/// Whatever is sent, what is held stays within its limits, and what does not fit is counted and told.
class BoundsTest {
    private static final int SERIES = 20;
    private static final int STREAMS = 50;
    private static final int SOURCES = 3;
    private static final int ATTRIBUTE_SETS = 4;
    private static final int LENGTH = 16;

    private final Receiver receiver = new Receiver(new ObserveConfig(
            SeriesConfig.defaults().limits(new SeriesConfig.Limits(SERIES, STREAMS, SOURCES, ATTRIBUTE_SETS, LENGTH)),
            new CallsConfig(Duration.ofHours(1), 10, 4, LENGTH),
            new RosterConfig(3, 4, 2, Duration.ofMinutes(5)),
            NamesConfig.defaults(),
            LatencyConfig.defaults(),
            360,
            new ChangesConfig(5, Duration.ofMinutes(30), Duration.ofMinutes(2), Duration.ofHours(1))));

    @Test
    void moreSeriesThanAllowedAreRefused() {
        // When
        for (int i = 0; i < 15; i++) {
            gauge("cart-1", "signal." + i, Map.of());
        }

        // Then each signal has two series, and the sender's known ones go on
        assertThat(receiver.observer().status().series()).isEqualTo(SERIES);
        assertThat(receiver.observer().status().dropped()).containsEntry("series_limit", 5L);
        assertThat(receiver.look(15).window(10)).hasSize(SERIES);
    }

    @Test
    void whatFindsNoRoomIsToldForMinutesAfterwards() {
        // Given
        assertThat(receiver.observer().status().refusing()).isEmpty();
        for (int i = 0; i < 15; i++) {
            gauge("cart-1", "signal." + i, Map.of());
        }

        // When, Then
        receiver.look(15);
        assertThat(receiver.observer().status().refusing())
                .containsOnlyKeys("series_limit")
                .containsEntry("series_limit", DropReason.SERIES_LIMIT.sentence());
        receiver.look(400);
        assertThat(receiver.observer().status().refusing()).isEmpty();
        assertThat(receiver.observer().status().dropped()).containsKey("series_limit");
    }

    @Test
    void moreStreamsThanAllowedAreRefused() {
        for (int i = 0; i < 60; i++) {
            gauge("cart-1", "signal", Map.of("id", "value-" + i));
        }
        assertThat(receiver.observer().status().dropped()).containsEntry("stream_limit", 10L);
    }

    @Test
    void moreSourcesThanAllowedAreRefused() {
        for (int i = 0; i < 5; i++) {
            gauge("cart-" + i, "signal", Map.of());
        }
        assertThat(receiver.observer().status().dropped()).containsEntry("source_limit", 2L);
    }

    @Test
    void moreAttributeSetsThanAllowedAreCountedTogether() {
        // When
        for (int i = 0; i < 6; i++) {
            gauge("cart-1", "signal", Map.of("db.client.connection.pool.name", "pool-" + i));
        }

        // Then nothing is lost
        assertThat(receiver.look(15).window(10))
                .containsEntry("instance:shop/cart/cart-1|signal|db.client.connection.pool.name=pool-3", 1.0)
                .containsEntry("instance:shop/cart/cart-1|signal|otel.metric.overflow=true", 2.0);
    }

    @Test
    void aLongAttributeIsCut() {
        gauge("cart-1", "signal", Map.of("db.client.connection.pool.name", "x".repeat(1000)));
        assertThat(receiver.look(15).window(10))
                .containsKey("service:shop/cart|signal|db.client.connection.pool.name=" + "x".repeat(LENGTH));
    }

    @Test
    void roomIsMadeWhenSeriesEnd() {
        // Given full tables
        for (int i = 0; i < 10; i++) {
            gauge("cart-1", "signal." + i, Map.of());
        }

        // When all of them end, and others come
        receiver.look(400);
        receiver.send(
                405,
                Export.METRICS,
                Requests.metrics(Requests.resource("stock", "stock-1"), Requests.gauge("other", 1, at(405), Map.of())));

        // Then
        assertThat(receiver.look(415).window(410)).containsEntry("service:shop/stock|other", 1.0);
        assertThat(receiver.observer().status().series()).isEqualTo(2);
    }

    @Test
    void podsThatFindNoRoomInTheInventoryStillHaveSeries() {
        // Given room for four replicas
        for (int i = 0; i < 6; i++) {
            receiver.send(
                    5,
                    Export.METRICS,
                    Requests.metrics(
                            Requests.resource(Map.of("service.name", "kube-state-metrics")),
                            Requests.gauge(
                                    "kube_pod_container_status_ready",
                                    1,
                                    at(5),
                                    Map.of("namespace", "shop", "pod", "cart-" + i, "container", "app"))));
        }

        // Then
        receiver.look(15);
        assertThat(receiver.inventory().deployed().stream()
                        .mapToInt(deployed -> deployed.replicas().size())
                        .sum())
                .isEqualTo(4);
        assertThat(receiver.window(10)).containsKey("pod:shop/cart/cart-5|k8s.container.ready");
        assertThat(receiver.observer().status().dropped()).containsEntry("roster_limit", 3L);
    }

    private void gauge(String instance, String name, Map<String, String> attributes) {
        receiver.send(
                5,
                Export.METRICS,
                Requests.metrics(Requests.resource("cart", instance), Requests.gauge(name, 1, at(5), attributes)));
    }
}
