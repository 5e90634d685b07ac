package nightshift.observe.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObserveConfigTest {
    @Test
    void theDefaultsAreAsDocumented() {
        assertThat(ObserveConfig.defaults())
                .isEqualTo(new ObserveConfig(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(2),
                        Duration.ofHours(1),
                        new ObserveConfig.Limits(100_000, 200_000, 10_000, 200, 256, 360, 50_000, 1_000),
                        Set.of(4317, 4318)));
    }

    @Test
    void moreLatenessThanThereIsRoomForIsRefused() {
        assertThatThrownBy(() -> ObserveConfig.defaults().windows(Duration.ofSeconds(10), Duration.ofSeconds(25)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("three windows of PT10S at most, got PT25S and PT10S");
    }

    @Test
    void aLimitOfNothingIsRefused() {
        assertThatThrownBy(() -> new ObserveConfig.Limits(0, 1, 1, 1, 16, 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("series 0");
    }
}
