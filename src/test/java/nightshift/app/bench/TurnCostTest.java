package nightshift.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import nightshift.app.assembly.Shared;
import org.junit.jupiter.api.Test;

/// A turn costs what changed, counted in bytes that it allocates.
class TurnCostTest {
    private static final int SERIES = 4_000;
    private static final int ROUNDS = 16;
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void withoutAWindowItAllocatesNextToNothingHoweverManySeriesAndCallsThereAre() {
        try (Shared shared = Shared.open(Path.of("models"));
                TurnBenchSite site = new TurnBenchSite.Source(Path.of("rules"), shared).open(SERIES)) {
            // Given judged series, and calls between services
            BenchFleet fleet = new BenchFleet(SERIES / BenchFleet.SERIES);
            Instant now = Instant.parse("2026-03-02T10:00:00Z");
            for (int round = 1; round <= ROUNDS; round++) {
                now = now.plus(WINDOW);
                site.observer().points(fleet.export(now, round), now);
                site.observer().spans(BenchFleet.calls(now, 30, 30, 0), now);
                site.nightshift().step(now.plusSeconds(6));
            }
            assertThat(site.nightshift().assessment().orElseThrow().readings().all())
                    .hasSize(SERIES);
            assertThat(site.nightshift().assessment().orElseThrow().dependencies())
                    .hasSize(900);
            site.nightshift().step(now.plusSeconds(7));

            // When
            long least = Long.MAX_VALUE;
            for (int turn = 1; turn <= 5; turn++) {
                Instant between = now.plusSeconds(7).plusMillis(turn * 100L);
                long before = threads.getCurrentThreadAllocatedBytes();
                site.nightshift().step(between);
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }

            // Then it is far less than a word for each
            assertThat(least).isLessThan(SERIES * 4L);
        }
    }
}
