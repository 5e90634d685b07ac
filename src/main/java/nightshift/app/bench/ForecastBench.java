package nightshift.app.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import nightshift.understand.detect.Forecaster;
import nightshift.understand.detect.forecast.Forecasters;
import nightshift.understand.detect.forecast.SampleHistory;

/// How fast the forecasters are, on one thread: what `./nightshift bench score` prints.
public final class ForecastBench {
    private static final int WARM_UP = 30;
    private static final int ROUNDS = 100;

    /// @param forecaster `pytorch` or `statistical`
    /// @param series scored in one go
    /// @param seriesPerSecond at the median time of a round
    /// @param median of a round
    /// @param worst of a round
    public record Speed(String forecaster, int series, double seriesPerSecond, Duration median, Duration worst) {}

    private ForecastBench() {}

    /// Times the model and the fallback side by side; one entry only when the model is not usable.
    ///
    /// @param series how many to forecast at once
    public static List<Speed> measure(Forecasters forecasters, int series) {
        return Stream.of(forecasters.model(), forecasters.fallback())
                .filter(forecaster -> !forecaster.status().degraded())
                .map(forecaster -> measure(forecaster, series))
                .toList();
    }

    private static Speed measure(Forecaster forecaster, int series) {
        SampleHistory history = new SampleHistory(series);
        for (int i = 0; i < WARM_UP; i++) {
            forecaster.forecast(history);
        }
        long[] nanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long started = System.nanoTime();
            forecaster.forecast(history);
            nanos[i] = System.nanoTime() - started;
        }
        Arrays.sort(nanos);
        Duration median = Duration.ofNanos(nanos[ROUNDS / 2]);
        return new Speed(
                forecaster.status().name(),
                series,
                series * 1e9 / Math.max(1, median.toNanos()),
                median,
                Duration.ofNanos(nanos[ROUNDS - 1]));
    }
}
