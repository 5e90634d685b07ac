package nightshift.observe.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nightshift.KnownSignals;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SeriesKey;
import org.junit.jupiter.api.Test;

class DirectoryTest {
    private final Directory directory = new Directory(100);

    @Test
    void churnLeavesTheKeysOfTheLivingAndOfTheLastEnded() {
        // Given one series that stays, and thousands that come and go beside it
        int stays = directory.add(key("stays"));
        int last = stays;
        for (int i = 0; i < 5_000; i++) {
            last = directory.add(key("one-off-" + i));
            directory.end(last);
        }

        // Then
        assertThat(directory.live()).isEqualTo(1);
        assertThat(directory.size()).isEqualTo(5_001);
        assertThat(directory.key(stays)).isEqualTo(key("stays"));
        assertThat(directory.key(last - 99)).isEqualTo(key("one-off-4900"));
        for (int forgotten : new int[] {1, 1500, last - 100}) {
            assertThatThrownBy(() -> directory.key(forgotten)).hasMessageContaining("ended long ago");
        }
        assertThatThrownBy(() -> directory.key(5_001)).hasMessageContaining("was never given");
    }

    @Test
    void aKeyOutlivesItsSeriesByTenSnapshots() {
        // Given
        int first = directory.add(key("first"));
        directory.end(first);
        directory.told();
        int second = directory.add(key("second"));
        directory.end(second);

        // When
        for (int snapshot = 0; snapshot < 9; snapshot++) {
            assertThat(directory.key(first)).isEqualTo(key("first"));
            directory.told();
        }
        directory.told();

        // Then
        assertThatThrownBy(() -> directory.key(first)).hasMessageContaining("ended long ago");
        assertThat(directory.key(second)).isEqualTo(key("second"));
    }

    private static SeriesKey key(String service) {
        return new SeriesKey(EntityId.service("shop", service), KnownSignals.signal("process.cpu"));
    }
}
