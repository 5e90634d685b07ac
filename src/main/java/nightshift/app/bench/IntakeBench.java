package nightshift.app.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
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
    private static final Duration STEP = Duration.ofSeconds(10);

    /// What was measured.
    ///
    /// @param series time series in the table
    /// @param points applied
    /// @param took wall time
    /// @param cpu time on a processor, of the one thread
    public record Result(int series, long points, Duration took, Duration cpu) {
        /// Points a second.
        public double perSecond() {
            return points / (took.toNanos() / 1e9);
        }

        /// Points a second of time on a processor.
        public double perCpuSecond() {
            return points / (cpu.toNanos() / 1e9);
        }
    }

    private final Observer observer;
    private final List<BenchRequest> requests;

    private IntakeBench(SignalDictionary dictionary, int thousands, IntFunction<BenchRequest> request) {
        observer = new Observer(ObserveConfig.defaults(), dictionary);
        requests = IntStream.range(0, thousands).mapToObj(request).toList();
    }

    /// With counters.
    ///
    /// @param thousands of time series; each is one sender and one request
    public static IntakeBench ofSums(int thousands) {
        return new IntakeBench(SignalDictionary.shipped(), thousands, sender -> BenchRequest.sums(sender, POINTS));
    }

    /// With durations of requests in 15 buckets, from which quantiles are told.
    ///
    /// @param thousands of time series; each is one sender and one request
    public static IntakeBench ofHistograms(int thousands) {
        SignalDictionary dictionary = SignalDictionary.shipped();
        String name = dictionary.derived().requests();
        return new IntakeBench(dictionary, thousands, sender -> BenchRequest.histograms(sender, POINTS, name));
    }

    /// Warms up for a quarter of the time, then measures.
    ///
    /// @param begin any time
    /// @param rounds exports of every sender
    public Result run(Instant begin, int rounds) {
        int warm = Math.max(2, rounds / 4);
        rounds(begin, 0, warm);
        long from = System.nanoTime();
        long cpu = cpu();
        long points = rounds(begin, warm, rounds);
        return new Result(
                requests.size() * POINTS,
                points,
                Duration.ofNanos(System.nanoTime() - from),
                Duration.ofNanos(cpu() - cpu));
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private long rounds(Instant begin, int before, int count) {
        long points = 0;
        for (int round = before; round < before + count; round++) {
            Instant now = begin.plus(STEP.multipliedBy(round + 1L));
            for (BenchRequest request : requests) {
                request.stamp(now, round);
                points += applied(request.bytes(), now);
            }
            observer.taken(observer.snapshot(now));
        }
        return points;
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
