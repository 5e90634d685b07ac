package nightshift.simulate.shop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads off the processes what they have to tell; of a service whose telemetry is lost, nothing.
final class Reader {
    private static final long RESIDENT = 220_000_000;
    private static final long PER_REQUEST = 1_200_000;

    private final Site site;

    Reader(Site site) {
        this.site = site;
    }

    Report read(Instant start, Instant at) {
        List<Reading> readings = new ArrayList<>();
        for (Service service : site.services()) {
            for (Instance instance : service.instances()) {
                Reading reading = read(instance);
                if (!service.silent() && instance.state() != Instance.State.STOPPING) {
                    readings.add(reading);
                }
            }
        }
        Recorder recorder = site.recorder();
        return new Report(
                start,
                at,
                readings,
                site.queue().depth(),
                recorder.takeSpans().stream()
                        .filter(span -> !span.instance().service().silent())
                        .toList(),
                recorder.takeLines().stream()
                        .filter(line -> !line.instance().service().silent())
                        .toList(),
                recorder.takeChanges());
    }

    private static Reading read(Instance instance) {
        boolean running = instance.state() != Instance.State.DEAD;
        return new Reading(
                instance,
                running,
                instance.state() == Instance.State.READY,
                instance.readUtilization(),
                RESIDENT + instance.inFlight() * PER_REQUEST,
                read(instance.pool()));
    }

    private static Reading.@Nullable PoolReading read(@Nullable Pool pool) {
        return pool == null
                ? null
                : new Reading.PoolReading(Shop.POOL, pool.size(), pool.used(), pool.pending(), pool.timeouts());
    }
}
