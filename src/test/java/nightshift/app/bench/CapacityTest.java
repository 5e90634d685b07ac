package nightshift.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import nightshift.api.overview.StatusView;
import nightshift.api.overview.Summary;
import nightshift.app.assembly.Shared;
import nightshift.app.settings.Capacity;
import nightshift.loop.Health;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapacityTest {
    private static final long MEGABYTE = 1_000_000;
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    @Test
    void aGigabyteIsAsDocumented() {
        assertThat(Capacity.of(1_000 * MEGABYTE)).isEqualTo(new Capacity(49_180, 49_180, 98_360, 30_000, 45_000, 50));
    }

    @ParameterizedTest
    @ValueSource(longs = {128, 256, 512, 1_000, 2_000, 4_000, 16_000, 64_000})
    void whatIsHeldAtMostLeavesAQuarterOfTheHeap(long megabytes) {
        Capacity capacity = Capacity.of(megabytes * MEGABYTE);
        long held = 6_500L * capacity.watched()
                + 1_000L * capacity.streams()
                + 600L * capacity.dependencies()
                + 400L * capacity.pendingSpans()
                + 24L * capacity.series() * capacity.closedWindows();
        assertThat(held).isLessThan(megabytes * MEGABYTE * 3 / 4);
        assertThat(capacity.series()).isEqualTo(capacity.watched()).isLessThanOrEqualTo(200_000);
    }

    @Test
    void seriesThatAreNotWatchedAreToldAndItIsNotAllQuiet() {
        try (Shared shared = Shared.open(Path.of("models"));
                TurnBenchSite site = new TurnBenchSite.Source(Path.of("rules"), shared).open(30)) {
            // Given room for 30 series of which 20 come
            assertThat(status(site, 2, 1).state()).isEqualTo("learning");

            // When 50 come
            StatusView told = status(site, 5, 4);

            // Then
            assertThat(told.state()).isEqualTo("partly_watched");
            assertThat(told.headline()).isEqualTo("Quiet where it looks: 20 of 50 series are not watched");
            assertThat(told.intake().unwatched()).isEqualTo(20);
            assertThat(told.reasons()).anyMatch(reason -> reason.contains("20 series are not watched"));
            assertThat(told.ready()).isTrue();
        }
    }

    @Test
    void whatIsRefusedIsToldAndItIsNotAllQuiet() {
        try (Shared shared = Shared.open(Path.of("models"));
                TurnBenchSite site = new TurnBenchSite.Source(Path.of("rules"), shared).open(10)) {
            // When four times as many series come as there is room for, and more
            StatusView told = status(site, 6, 1);

            // Then
            assertThat(told.state()).isEqualTo("refusing");
            assertThat(told.intake().refusing()).containsKey("series_limit");
            assertThat(site.nightshift().health().states()).contains(Health.State.REFUSING);
            assertThat(told.headline()).startsWith("Refusing some of what is sent: too many series");
            assertThat(told.reasons()).anyMatch(reason -> reason.contains("nightshift.limits.series"));
        }
    }

    /// After three exports, so that what is counted has a value too.
    private static StatusView status(TurnBenchSite site, int services, int firstRound) {
        for (int round = firstRound; round < firstRound + 3; round++) {
            Instant now = NOON.plus(Duration.ofSeconds(10L * round));
            site.observer().points(new BenchFleet(services).export(now, round), now);
            site.nightshift().step(now.plusSeconds(6));
        }
        return Summary.of(site.nightshift(), site.nightshift().health());
    }
}
