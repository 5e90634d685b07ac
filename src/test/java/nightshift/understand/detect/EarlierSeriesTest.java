package nightshift.understand.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Episode;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalMeaning;
import org.junit.jupiter.api.Test;

class EarlierSeriesTest {
    private static final EntityId CART = EntityId.service("shop", "cart");
    private static final Instant FIRST = Instant.parse("2026-03-02T10:00:00Z");

    private final EarlierSeries earlier = new EarlierSeries();
    private final SeriesKey latency = new SeriesKey(CART, DetectorBench.LATENCY);
    private final DetectorTrack track = new DetectorTrack(latency, DetectorConfig.STANDARD, TailMaps.shipped(), 10);

    @Test
    void aSeriesIsAwaitedForAnHourFromTheFirstWindowOn() {
        // Given
        earlier.await(List.of(track));
        earlier.waited(FIRST);
        // When
        earlier.waited(FIRST.plus(Duration.ofHours(1)));
        assertThat(earlier.size()).isEqualTo(1);
        earlier.waited(FIRST.plus(Duration.ofHours(1)).plusSeconds(10));
        // Then
        assertThat(earlier.seenAgain(latency)).isNull();
    }

    @Test
    void aSeriesGoesOnWithItsPastOnce() {
        // Given
        earlier.await(List.of(track));
        // When, Then
        assertThat(earlier.seenAgain(latency)).isSameAs(track);
        assertThat(earlier.seenAgain(latency)).isNull();
    }

    @Test
    void aPercentileDoesNotGoOnWithThePastOfAMean() {
        // Given the same name, once of a mean and once of a p95
        Signal mean = DetectorBench.LATENCY;
        SignalMeaning judged = new SignalMeaning(mean.role(), mean.unit(), mean.domain(), SignalMeaning.JUDGED);
        Signal percentile = new Signal(
                mean.name(), mean.kind(), judged, mean.family(), mean.combine(), mean.badSide(), mean.materiality());
        // When
        earlier.await(List.of(track));
        // Then
        assertThat(earlier.seenAgain(new SeriesKey(CART, percentile))).isNull();
        assertThat(earlier.seenAgain(latency)).isSameAs(track);
    }

    @Test
    void habitsAreKnownWhileAnEarlierProcesssWindowsAreTakenIn() {
        // Given
        Episode early = new Episode(latency, FIRST, FIRST.plusSeconds(60), 0.2, 0.3);
        Episode late = new Episode(latency, FIRST.plusSeconds(600), FIRST.plusSeconds(660), 0.2, 0.3);
        // When
        earlier.recall(List.of(early, late));
        // Then
        assertThat(earlier.habits(latency)).containsExactly(early, late);
        assertThat(earlier.habits(new SeriesKey(CART, DetectorBench.CPU))).isEmpty();
        // When
        earlier.await(List.of(track));
        // Then
        assertThat(earlier.habits(latency)).isEmpty();
    }

    @Test
    void whoMayNeverComeBackMakesRoom() {
        // Given
        earlier.await(List.of(track));
        // When
        earlier.makeRoom();
        earlier.makeRoom();
        // Then
        assertThat(earlier.size()).isZero();
    }
}
