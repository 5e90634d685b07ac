package nightshift.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import nightshift.observe.calls.CallsConfig;
import nightshift.observe.changes.ChangesConfig;
import nightshift.observe.identity.NamesConfig;
import nightshift.observe.identity.RosterConfig;
import nightshift.observe.series.SeriesConfig;
import nightshift.observe.sketch.LatencyConfig;
import org.junit.jupiter.api.Test;

class ObserveConfigTest {
    @Test
    void theDefaultsAreAsDocumented() {
        assertThat(ObserveConfig.defaults())
                .isEqualTo(new ObserveConfig(
                        new SeriesConfig(
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(10),
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(2),
                                new SeriesConfig.Limits(100_000, 200_000, 10_000, 200, 256),
                                Set.of(4317, 4318)),
                        new CallsConfig(Duration.ofHours(1), 50_000, 30_000, 256),
                        new RosterConfig(5_000, 20_000, 8, Duration.ofMinutes(5)),
                        new NamesConfig(Duration.ofMinutes(5), 10_000, 8),
                        new LatencyConfig(Duration.ofSeconds(10), Duration.ofSeconds(100), 20, 0.05),
                        360,
                        new ChangesConfig(1_000, Duration.ofMinutes(30), Duration.ofMinutes(2), Duration.ofHours(1))));
    }

    @Test
    void moreLatenessThanThereIsRoomForIsRefused() {
        assertThatThrownBy(() -> ObserveConfig.defaults().windows(Duration.ofSeconds(10), Duration.ofSeconds(25)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("three windows of PT10S at most, got PT25S and PT10S");
    }

    @Test
    void aLimitOfNothingIsRefused() {
        assertThatThrownBy(() -> new SeriesConfig.Limits(0, 1, 1, 1, 16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("series 0");
        assertThatThrownBy(() -> new CallsConfig(Duration.ofHours(1), 0, 1, 256))
                .hasMessageContaining("got 0, 1 and 256");
        assertThatThrownBy(() -> new ObserveConfig(
                        SeriesConfig.defaults(),
                        CallsConfig.defaults(),
                        RosterConfig.defaults(),
                        NamesConfig.defaults(),
                        LatencyConfig.defaults(),
                        0,
                        ChangesConfig.defaults()))
                .hasMessageContaining("at least 1 closed window, got 0");
        assertThatThrownBy(() -> new NamesConfig(Duration.ZERO, 1, 2)).hasMessageContaining("got PT0S, 1 and 2");
        assertThatThrownBy(() -> new NamesConfig(Duration.ofNanos(1), 0, 2)).hasMessageContaining(", 0 and 2");
        assertThatThrownBy(() -> new NamesConfig(Duration.ofNanos(1), 1, 0)).hasMessageContaining(", 1 and 0");
        Duration some = Duration.ofNanos(1);
        assertThatThrownBy(() -> new LatencyConfig(some, some, 1, 0.5)).hasMessageContaining("a longer streamed");
        assertThatThrownBy(() -> new LatencyConfig(some, Duration.ofNanos(2), 0, 0.5))
                .hasMessageContaining(", 0 and 0.5");
        assertThatThrownBy(() -> new LatencyConfig(some, Duration.ofNanos(2), 1, 1)).hasMessageContaining("1 and 1.0");
        assertThatThrownBy(() -> new ChangesConfig(0, some, some, some)).hasMessageContaining("got 0, ");
        assertThatThrownBy(() -> new ChangesConfig(1, some, some, Duration.ZERO))
                .hasMessageContaining("and PT0S");
    }
}
