package nightshift.simulate.world.physics;

import java.util.Arrays;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.Operation;

/// What holds in this second beyond the ordinary, by service or call. Written by `Troubles`, read by the
/// physics.
public final class Conditions {
    private static final double LEAST_SHARE = 0.03;

    /// Times the work of each request.
    public final double[] work;
    /// Share of requests that fail besides.
    public final double[] errors;
    /// Share of each pod's cores that something else takes.
    public final double[] taken;
    /// The same, in processes that spin.
    public final double[] spin;
    /// Bytes a second that each process loses.
    public final double[] leak;
    /// Connections a second that each leaking pool loses, by pool, and how many at most.
    public final double[] poolLeak;
    public final double[] poolLeakMost;
    /// Log lines more for each request.
    public final double[] lines;
    /// Times as many users, by service.
    public final double[] users;
    /// Share of packets lost, by call.
    public final double[] loss;
    /// Bytes a second that something writes to a volume.
    public final double[] filling;
    /// Share of writes that find no room on a volume once it is full.
    public final double[] noRoom;
    /// Share of attempts whose handshake with a service fails.
    public final double[] handshake;
    /// Requests a second that a service takes.
    public final double[] quota;
    /// Share of the partitions that a service works off whose first message can't be worked on.
    public final double[] poison;
    /// Whether what a service sends arrives nowhere.
    public final boolean[] mute;

    Conditions(Layout layout) {
        int services = layout.services().size();
        work = new double[services];
        errors = new double[services];
        taken = new double[services];
        spin = new double[services];
        leak = new double[services];
        poolLeak = new double[layout.pools().size()];
        poolLeakMost = new double[layout.pools().size()];
        lines = new double[services];
        users = new double[services];
        loss = new double[layout.calls().size()];
        filling = new double[layout.volumes().size()];
        noRoom = new double[layout.volumes().size()];
        handshake = new double[services];
        quota = new double[services];
        poison = new double[services];
        mute = new boolean[services];
    }

    public void ordinary() {
        Arrays.fill(work, 1);
        Arrays.fill(users, 1);
        Arrays.fill(quota, Double.POSITIVE_INFINITY);
        for (double[] none :
                new double[][] {errors, taken, spin, leak, poolLeak, lines, loss, filling, noRoom, handshake, poison}) {
            Arrays.fill(none, 0);
        }
        Arrays.fill(mute, false);
    }

    /// Processor seconds of one request.
    double work(Pod pod, Operation operation) {
        return operation.work().seconds() * pod.release().work() * work[pod.service()];
    }

    /// How many requests a service takes of those that come in a second, its quota being all it knows.
    int withinQuota(int service, int requests, int second) {
        double most = quota[service];
        return most >= requests
                ? requests
                : (int) Math.min(requests, Math.floor(most * (second + 1)) - Math.floor(most * second));
    }

    /// Cores that the pod has left for requests.
    double cores(Pod pod) {
        double all = pod.of().sizing().cores();
        double elsewhere = taken[pod.service()] + (pod.process().spinning ? spin[pod.service()] : 0);
        return Math.max(LEAST_SHARE, (1 - elsewhere) * (1 - pod.process().heap.share())) * all;
    }
}
