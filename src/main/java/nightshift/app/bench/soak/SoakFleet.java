package nightshift.app.bench.soak;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import nightshift.observe.otlp.wire.WireReader;
import nightshift.observe.otlp.wire.WireWriter;
import nightshift.simulate.shop.send.SentNames;

/// Sends the durations of the requests of some services, each with its version and its share of errors. Safe for use
/// by several threads.
final class SoakFleet {
    private static final double REQUESTS_PER_SECOND = 20;
    private static final double MEAN_SECONDS = 0.03;
    private static final double ERRORS = 0.33;
    private static final double WORSE = 0.85;
    /// Services that fail at one time; in more than half of them nobody could tell what is normal.
    private static final int FAILING = 14;

    private final String requests = SentNames.servedRequests();
    private final String prefix;
    private final boolean[] bad;
    private final boolean[] worse;
    private final int[] versions;
    private final long[] wellSince;
    private final Map<String, Counter> counters = new HashMap<>();
    private final Random random;
    private final LongSupplier nanos;

    /// @param nanos since 1970, by the clock that the server sees
    SoakFleet(String prefix, int services, long seed, LongSupplier nanos) {
        this.prefix = prefix;
        this.bad = new boolean[services];
        this.worse = new boolean[services];
        this.versions = new int[services];
        this.wellSince = new long[services];
        this.random = new Random(seed);
        this.nanos = nanos;
        Arrays.fill(versions, 1);
    }

    String name(int service) {
        return prefix + service;
    }

    /// Gives a service a version that fails, unless it has one or as many as may have do.
    ///
    /// @return whether it got one
    synchronized boolean fail(int service) {
        int failing = 0;
        for (boolean one : bad) {
            failing += one ? 1 : 0;
        }
        if (bad[service] || failing >= FAILING) {
            return false;
        }
        bad[service] = true;
        versions[service]++;
        return true;
    }

    synchronized String version(int service) {
        return "v" + versions[service];
    }

    /// Makes a service well.
    ///
    /// @param mono time of [System#nanoTime]
    synchronized void heal(int service, long mono) {
        if (bad[service]) {
            bad[service] = false;
            worse[service] = false;
            wellSince[service] = mono;
            versions[service]++;
        }
    }

    /// Makes a service that fails worse, or as bad as before.
    synchronized void worsen(int service, boolean much) {
        worse[service] = bad[service] && much;
    }

    /// How long a service has been well; zero when it is not.
    synchronized Duration wellFor(int service, long mono) {
        return bad[service] ? Duration.ZERO : Duration.ofNanos(mono - wellSince[service]);
    }

    /// One export of all services.
    ///
    /// @param seconds since the one before
    boolean send(HttpClient client, URI metrics, double seconds) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(metrics)
                    .timeout(Duration.ofSeconds(4))
                    .header("Content-Type", "application/x-protobuf")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(export(seconds)))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException away) {
            return false;
        }
    }

    private synchronized byte[] export(double seconds) {
        long now = nanos.getAsLong();
        WireWriter all = new WireWriter();
        for (int service = 0; service < bad.length; service++) {
            WireWriter resource = new WireWriter();
            attribute(resource, 1, "service.name", name(service));
            attribute(resource, 1, "service.instance.id", name(service) + "-" + version(service));
            attribute(resource, 1, "service.version", version(service));
            double served = REQUESTS_PER_SECOND * seconds * (0.9 + 0.2 * random.nextDouble());
            long failed = bad[service] ? Math.round(served * (worse[service] ? WORSE : ERRORS)) : 0;
            WireWriter points = new WireWriter();
            point(points, service, "200", Math.round(served) - failed, now);
            point(points, service, "500", failed, now);
            byte[] metric = new WireWriter()
                    .text(1, requests)
                    .text(3, "s")
                    .bytes(9, points.number(2, 2).toBytes())
                    .toBytes();
            byte[] scope = new WireWriter().bytes(2, metric).toBytes();
            all.bytes(
                    1,
                    new WireWriter()
                            .bytes(1, resource.toBytes())
                            .bytes(2, scope)
                            .toBytes());
        }
        return all.toBytes();
    }

    private void point(WireWriter points, int service, String status, long added, long now) {
        Counter counter = counters.computeIfAbsent(
                name(service) + "-" + version(service) + status, _ -> new Counter(now - 1_000_000_000L));
        counter.count += added;
        counter.sum += added * MEAN_SECONDS * (0.93 + 0.14 * random.nextDouble());
        if (counter.count == 0) {
            return;
        }
        WireWriter labels = new WireWriter();
        attribute(labels, 9, "http.request.method", "GET");
        attribute(labels, 9, "http.route", "/");
        attribute(labels, 9, "http.response.status_code", status);
        ByteArrayOutputStream point = new ByteArrayOutputStream();
        point.writeBytes(labels.toBytes());
        fixed(point, 2, Math.min(counter.begun, now));
        fixed(point, 3, now);
        fixed(point, 4, counter.count);
        fixed(point, 5, Double.doubleToRawLongBits(counter.sum));
        points.bytes(1, point.toByteArray());
    }

    private static void fixed(ByteArrayOutputStream out, int field, long bits) {
        out.write(field << 3 | WireReader.FIXED64);
        out.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bits)
                .array());
    }

    private static void attribute(WireWriter out, int field, String key, String value) {
        byte[] any = new WireWriter().text(1, value).toBytes();
        out.bytes(field, new WireWriter().text(1, key).bytes(2, any).toBytes());
    }

    private static final class Counter {
        private final long begun;
        private long count;
        private double sum;

        Counter(long begun) {
            this.begun = begun;
        }
    }
}
