package nightshift.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import nightshift.fact.Assessment;
import nightshift.fact.Snapshot;
import nightshift.observe.ObserveConfig;
import nightshift.observe.Observer;
import nightshift.observe.intake.Fingerprint;
import nightshift.observe.intake.PointBatch;
import nightshift.observe.intake.PointKind;
import nightshift.observe.intake.PointLabels;
import nightshift.observe.naming.SignalDictionary;
import nightshift.understand.Analyst;
import nightshift.understand.UnderstandConfig;
import nightshift.understand.detect.forecast.StatisticalForecaster;
import nightshift.understand.diagnose.GraphRanking;

/// Instances that export cumulative HTTP histograms, each at its own pace, phase and jitter, before a
/// real observer and a real analyst, on a clock that moves a second at a time.
final class PacedFleet {
    static final Instant START = Instant.parse("2026-03-02T03:00:00Z");
    private static final double USUAL_SECONDS = 0.05;
    private static final double USUAL_ERRORS = 0.001;

    private final Random random;
    private final Observer observer = new Observer(ObserveConfig.defaults(), SignalDictionary.shipped());
    private final Analyst analyst;
    private final List<Instanced> instances = new ArrayList<>();
    private Instant now = START;
    private double rate = 20;
    private double slower = 1;
    private double failing = USUAL_ERRORS;
    private Assessment belief = Assessment.nothing(START);

    PacedFleet(long seed) {
        this(seed, UnderstandConfig.defaults());
    }

    PacedFleet(long seed, UnderstandConfig config) {
        random = new Random(seed);
        analyst = new Analyst(
                config, StatisticalForecaster.chosen(), StatisticalForecaster.chosen(), new GraphRanking(), List.of());
    }

    /// One instance of a service.
    ///
    /// @param phase when it exports first
    /// @param jitter of each export, as a share of the step
    PacedFleet with(String service, int number, Duration step, Duration phase, double jitter) {
        instances.add(new Instanced(service, service + "-" + number, step, phase, jitter));
        return this;
    }

    PacedFleet at(double requestsPerSecond) {
        rate = requestsPerSecond;
        return this;
    }

    Instant now() {
        return now;
    }

    Assessment belief() {
        return belief;
    }

    /// From now on the service `orders` answers so many times slower, and fails that share of its requests.
    void outage(double times, double share) {
        slower = times;
        failing = share;
    }

    void recover() {
        outage(1, USUAL_ERRORS);
    }

    /// Nothing is sent any more.
    void fallSilent() {
        instances.clear();
    }

    /// Lets time pass until something is believed.
    ///
    /// @return whether it came to that in time
    boolean runUntil(java.util.function.Predicate<Assessment> believed, Duration most) {
        Instant end = now.plus(most);
        while (now.isBefore(end)) {
            second();
            if (believed.test(belief)) {
                return true;
            }
        }
        return false;
    }

    void run(Duration time) {
        runUntil(belief -> false, time);
    }

    private void second() {
        now = now.plusSeconds(1);
        for (Instanced instance : instances) {
            instance.serve();
            instance.export();
        }
        if (now.getEpochSecond() % 5 == 0) {
            Snapshot seen = observer.snapshot(now);
            belief = analyst.assess(seen, List.of(), List.of());
            observer.taken(seen);
        }
    }

    private final class Instanced implements PointLabels {
        private static final int OK = 0;
        private static final int FAILED = 1;

        private final String service;
        private final String name;
        private final Duration step;
        private final double jitter;
        private final double[] sums = new double[2];
        private final long[] counts = new long[2];
        private Instant tick;
        private Instant next;

        Instanced(String service, String name, Duration step, Duration phase, double jitter) {
            this.service = service;
            this.name = name;
            this.step = step;
            this.jitter = jitter;
            tick = START.plus(phase);
            next = tick;
        }

        void serve() {
            boolean troubled = service.equals("orders");
            double seconds = USUAL_SECONDS * (troubled ? slower : 1);
            double errors = troubled ? failing : USUAL_ERRORS;
            double wanted = rate * (1 + 0.1 * random.nextGaussian());
            long requests = (long) wanted + (random.nextDouble() < wanted - (long) wanted ? 1 : 0);
            for (long i = 0; i < requests; i++) {
                int outcome = random.nextDouble() < errors ? FAILED : OK;
                counts[outcome]++;
                sums[outcome] += seconds * Math.exp(0.5 * random.nextGaussian());
            }
        }

        void export() {
            if (now.isBefore(next)) {
                return;
            }
            tick = tick.plus(step);
            next = tick.plusMillis(Math.round(step.toMillis() * jitter * (2 * random.nextDouble() - 1)));
            PointBatch batch = new PointBatch(this, 2);
            int resource = batch.resource(new Fingerprint().reset().then(name));
            for (int outcome = OK; outcome <= FAILED; outcome++) {
                batch.add(
                        resource,
                        0,
                        PointKind.CUMULATIVE_HISTOGRAM,
                        new Fingerprint().reset().then(name).then(outcome == OK ? "ok" : "failed"),
                        outcome);
                batch.measured(nanos(START), nanos(now), sums[outcome], counts[outcome]);
            }
            observer.points(batch, now);
        }

        @Override
        public Optional<Map<String, String>> resource(int resource) {
            return Optional.of(
                    Map.of("service.namespace", "shop", "service.name", service, "service.instance.id", name));
        }

        @Override
        public String name(int metric) {
            return "http.server.request.duration";
        }

        @Override
        public String unit(int metric) {
            return "s";
        }

        @Override
        public Optional<Map<String, String>> attributes(int metric, long place) {
            return Optional.of(Map.of("http.response.status_code", place == OK ? "200" : "500"));
        }
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }
}
