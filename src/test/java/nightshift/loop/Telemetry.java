package nightshift.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.telemetry.EntityId;
import nightshift.observe.Observer;
import nightshift.observe.intake.Fingerprint;
import nightshift.observe.intake.PointBatch;
import nightshift.observe.intake.PointKind;
import nightshift.observe.intake.PointLabels;

/// What three services send every ten seconds, by a seed: quiet until [#WARM], then slow and full at times. It is the
/// same whatever is done about it, so that two runs have the same input.
final class Telemetry implements PointLabels {
    static final Instant START = Instant.parse("2026-03-02T03:00:00Z");
    static final Duration STEP = Duration.ofSeconds(10);
    static final List<String> SERVICES = List.of("cart", "pay", "ship");
    /// Windows after which a series may be believed without a cap.
    static final int WARM = 106;

    private static final List<String> METRICS =
            List.of("http.server.request.duration", "db.client.connection.pending_requests");
    private static final long COUNT = 50;

    private final double[][] factor;
    private final boolean[][] silent;
    private final List<Integer> deployments = new ArrayList<>();
    private final long seed;

    /// @param steps how long it lasts
    Telemetry(long seed, int steps) {
        this.seed = seed;
        factor = new double[SERVICES.size()][steps];
        silent = new boolean[SERVICES.size()][steps];
        Random random = new Random(seed);
        for (int service = 0; service < SERVICES.size(); service++) {
            Arrays.fill(factor[service], 1);
            trouble(service, steps, random);
        }
        if (random.nextBoolean()) {
            Arrays.fill(silent[2], WARM + 12, steps, true); // long enough for its series to end
        }
        deployments.add(WARM + random.nextInt(Math.max(1, steps - WARM)));
    }

    /// The same without trouble, all of it by so much slower.
    Telemetry quiet(double by) {
        for (int service = 0; service < SERVICES.size(); service++) {
            Arrays.fill(factor[service], by);
            Arrays.fill(silent[service], false);
        }
        deployments.clear();
        return this;
    }

    private void trouble(int service, int steps, Random random) {
        for (int at = WARM + random.nextInt(8); at < steps; at += 12 + random.nextInt(20)) {
            int length = 6 + random.nextInt(14);
            double size = 15 + random.nextInt(20);
            for (int step = at; step < Math.min(steps, at + length); step++) {
                factor[service][step] = size;
            }
            at += length;
            if (random.nextInt(4) == 0 && at < steps) {
                silent[service][at] = true;
            }
        }
    }

    /// When the step's turn comes: its window has just closed.
    static Instant turn(int step) {
        return end(step).plusSeconds(5);
    }

    private static Instant end(int step) {
        return START.plus(STEP.multipliedBy(step + 1L));
    }

    /// Sends what belongs to a step.
    void send(int step, Observer observer) {
        PointBatch batch = new PointBatch(this, 8);
        Random noise = new Random(seed * 1_000_003 + step);
        long nanos = end(step).getEpochSecond() * 1_000_000_000L;
        for (int service = 0; service < SERVICES.size(); service++) {
            double slow = factor[service][step];
            double seconds = 0.020 * slow * (1 + 0.05 * noise.nextGaussian());
            double waiting = (slow - 1) * 0.5 + 0.1 + 0.2 * noise.nextDouble();
            if (!silent[service][step]) {
                int resource = batch.resource(new Fingerprint().reset().then(SERVICES.get(service)));
                batch.add(resource, 0, PointKind.DELTA_HISTOGRAM, print(service, 0), service);
                batch.measured(nanos - STEP.toNanos(), nanos, seconds * COUNT, COUNT);
                batch.add(resource, 1, PointKind.GAUGE, print(service, 1), service);
                batch.measured(0, nanos, waiting, 1);
            }
        }
        observer.points(batch, end(step));
        if (deployments.contains(step)) {
            observer.change(new Change(
                    "deploy-" + step,
                    end(step),
                    EntityId.service("shop", "pay"),
                    ChangeKind.DEPLOYMENT,
                    "2",
                    "1",
                    "ci",
                    "a new version"));
        }
    }

    private static Fingerprint print(int service, int metric) {
        return new Fingerprint().reset().then(SERVICES.get(service)).then(METRICS.get(metric));
    }

    @Override
    public Optional<Map<String, String>> resource(int resource) {
        String service = SERVICES.get(resource);
        return Optional.of(
                Map.of("service.namespace", "shop", "service.name", service, "service.instance.id", service + "-1"));
    }

    @Override
    public String name(int metric) {
        return METRICS.get(metric);
    }

    @Override
    public String unit(int metric) {
        return metric == 0 ? "s" : "{request}";
    }

    @Override
    public Optional<Map<String, String>> attributes(int metric, long place) {
        return Optional.of(metric == 0 ? Map.of("http.response.status_code", "200") : Map.of());
    }
}
