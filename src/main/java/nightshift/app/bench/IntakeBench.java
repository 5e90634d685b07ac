package nightshift.app.bench;

import java.time.Duration;
import java.time.Instant;
import nightshift.observe.ObserveConfig;
import nightshift.observe.Observer;
import nightshift.observe.intake.PointBatch;
import nightshift.observe.intake.Receipt;
import nightshift.observe.naming.SignalDictionary;
import nightshift.observe.otlp.wire.MetricsDecoder;
import nightshift.observe.otlp.wire.RefusedException;

/// How many metric points a second one thread decodes and applies: requests of 1000 points as a collector sends them,
/// with time going on from request to request, so that nothing is a duplicate. In process, without the network.
public final class IntakeBench {
    private static final int POINTS = 1000;
    private static final int METRICS = 10;
    private static final Duration STEP = Duration.ofSeconds(10);

    /// What was measured.
    ///
    /// @param series time series in the table
    /// @param points applied
    /// @param took wall time
    public record Result(int series, long points, Duration took) {
        /// Points a second.
        public double perSecond() {
            return points / (took.toNanos() / 1e9);
        }
    }

    private final Observer observer = new Observer(ObserveConfig.defaults(), SignalDictionary.shipped());
    private final byte[][] requests;
    private final int[][] times;

    /// @param thousands of time series; each is one sender and one request
    public IntakeBench(int thousands) {
        requests = new byte[thousands][];
        times = new int[thousands][];
        for (int sender = 0; sender < thousands; sender++) {
            BenchRequest request = new BenchRequest(sender, POINTS, METRICS);
            requests[sender] = request.bytes();
            times[sender] = request.times();
        }
    }

    /// Warms up for a quarter of the time, then measures.
    ///
    /// @param begin any time
    /// @param rounds exports of every sender
    public Result run(Instant begin, int rounds) {
        Instant now = rounds(begin, Math.max(2, rounds / 4)).now();
        long from = System.nanoTime();
        Round measured = rounds(now, rounds);
        return new Result(requests.length * POINTS, measured.points(), Duration.ofNanos(System.nanoTime() - from));
    }

    private record Round(Instant now, long points) {}

    private Round rounds(Instant begin, int count) {
        Instant now = begin;
        long points = 0;
        for (int round = 0; round < count; round++) {
            now = now.plus(STEP);
            for (int sender = 0; sender < requests.length; sender++) {
                BenchRequest.stamp(requests[sender], times[sender], now, round);
                points += applied(requests[sender], now);
            }
            observer.taken(observer.snapshot(now));
        }
        return new Round(now, points);
    }

    private long applied(byte[] request, Instant now) {
        try {
            PointBatch batch = MetricsDecoder.decode(request, POINTS);
            Receipt receipt = observer.points(batch, now);
            if (!receipt.dropped().isEmpty()) {
                throw new IllegalStateException("points of the benchmark were dropped: " + receipt.dropped());
            }
            return receipt.accepted();
        } catch (RefusedException e) {
            throw new IllegalStateException("a request of the benchmark is wrong: " + e.sentence(), e);
        }
    }
}
