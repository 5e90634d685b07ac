package nightshift.simulate.world;

import nightshift.simulate.world.layout.Call;
import nightshift.simulate.world.layout.Operation;
import nightshift.simulate.world.layout.Pool;
import nightshift.simulate.world.layout.Queue;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.physics.Ending;
import nightshift.simulate.world.physics.Endings;
import nightshift.simulate.world.physics.Pod;
import nightshift.simulate.world.run.World;

/// A hash of all that can be read of a world.
final class Fingerprint {
    private long hash = 1125899906842597L;

    static long of(World world) {
        Fingerprint fingerprint = new Fingerprint();
        for (Service service : world.layout().services()) {
            fingerprint.add(world.fleet(service.index()).desired());
            for (Pod pod : world.pods(service.index())) {
                fingerprint.add(world, pod);
            }
        }
        for (Queue queue : world.layout().queues()) {
            fingerprint.add(world.queue(queue.index()).depth());
            fingerprint.add(world.queue(queue.index()).enqueued());
            fingerprint.add(world.queue(queue.index()).oldestSeconds());
        }
        return fingerprint.hash;
    }

    private void add(World world, Pod pod) {
        add(pod.name().hashCode());
        add(pod.phase().ordinal());
        add(pod.version().hashCode());
        add(pod.memoryBytes());
        add(Double.doubleToLongBits(pod.cpuSeconds()));
        for (Operation operation : world.layout().operationsOf(pod.service())) {
            add(pod.served(operation.index()).arrivals());
            add(pod.served(operation.index()).inFlight());
            add(pod.served(operation.index()).endings());
        }
        for (Call call : world.layout().callsOf(pod.service())) {
            add(pod.called(call.index()).attempts());
            add(pod.called(call.index()).endings());
        }
        for (Pool pool : world.layout().poolsOf(pod.service())) {
            add(pod.pool(pool.index()).used());
            add(pod.pool(pool.index()).waiting());
            add(Double.doubleToLongBits(pod.pool(pool.index()).waits().sum()));
        }
    }

    private void add(Endings endings) {
        for (Ending ending : Ending.values()) {
            add(endings.count(ending));
            add(Double.doubleToLongBits(endings.durations(ending).sum()));
        }
    }

    private void add(long value) {
        hash = (hash ^ value) * 0x100000001B3L;
        hash ^= hash >>> 29;
    }
}
