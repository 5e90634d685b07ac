package nightshift.simulate.shop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A service: its processes, the balancer before them, and the controller that keeps as many of them as are wanted, of
/// the version that is wanted, one more during a rollout and never one less (Kubernetes' default for few replicas).
public final class Service {
    static final long STARTUP = 30 * Engine.SECOND;
    private static final long GRACE = 10 * Engine.SECOND;
    private static final long RESTART_DELAY = 10 * Engine.SECOND;

    private final ServiceSpec spec;
    private final Site site;
    private final List<Instance> instances = new ArrayList<>();
    private final Map<String, Double> spoilt = new HashMap<>();
    private Version version = Version.good("1.4.0");
    private @Nullable Version previous;
    private int generation = 1;
    private int desired;
    private int turn;
    private double workFactor = 1;
    private boolean chatty;
    private boolean silent;

    Service(ServiceSpec spec, Site site) {
        this.spec = spec;
        this.site = site;
        this.desired = spec.replicas();
    }

    /// All replicas up, as they have been for days.
    void open() {
        for (int i = 0; i < desired; i++) {
            add().started();
        }
    }

    /// The next process in turn that takes requests.
    @Nullable
    Instance pick() {
        for (int i = 0; i < instances.size(); i++) {
            turn = (turn + 1) % instances.size();
            Instance next = instances.get(turn);
            if (next.routable()) {
                return next;
            }
        }
        return null;
    }

    void consume() {
        instances.forEach(Instance::consume);
    }

    /// Rolls every process over to another version.
    void deploy(Version next) {
        if (!next.name().equals(version.name())) {
            previous = version;
        }
        version = next;
        generation++;
        reconcile();
    }

    /// Replaces every process by a new one of the same version.
    void restart() {
        generation++;
        reconcile();
    }

    void scale(int by) {
        desired = Math.max(1, desired + by);
        reconcile();
    }

    /// Closes the connections of all pools and opens them anew.
    void recyclePools() {
        for (Instance instance : instances) {
            Pool pool = instance.pool();
            if (pool != null) {
                pool.recycle();
            }
        }
    }

    /// What has become of a version wherever it runs: such as an old one that no longer fits the database.
    void spoil(String spoiled, double errors) {
        spoilt.put(spoiled, errors);
    }

    /// A process dies; the node restarts it, unless its death is for good.
    void crash(Instance victim, boolean forGood) {
        victim.die(forGood);
        site.engine().in(RESTART_DELAY, victim::revive);
        site.engine().in(RESTART_DELAY + STARTUP, () -> ready(victim));
    }

    /// Whether the wanted number of processes of the wanted generation is ready and nothing else is left.
    boolean settled() {
        return instances.size() == desired
                && instances.stream()
                        .allMatch(one -> one.generation() == generation && one.state() == Instance.State.READY);
    }

    private Instance add() {
        String id = spec.name() + "-" + Integer.toHexString(0x6c00 + generation * 37) + "-" + site.suffix();
        Instance fresh = new Instance(this, site, id, version, generation);
        instances.add(fresh);
        return fresh;
    }

    private void reconcile() {
        boolean moved = true;
        while (moved) {
            moved = startOne() || stopOne();
        }
    }

    private boolean startOne() {
        List<Instance> staying = staying();
        List<Instance> old = old(staying);
        int surge = old.isEmpty() ? 0 : 1;
        if (staying.size() - old.size() >= desired || staying.size() >= desired + surge) {
            return false;
        }
        Instance fresh = add();
        site.engine().in(STARTUP, () -> ready(fresh));
        return true;
    }

    private boolean stopOne() {
        List<Instance> staying = staying();
        List<Instance> old = old(staying);
        long ready = staying.stream().filter(Service::isReady).count();
        for (Instance one : old) {
            if (!isReady(one) || ready > desired) {
                retire(one);
                return true;
            }
        }
        if (old.isEmpty() && staying.size() > desired) {
            retire(staying.getLast());
            return true;
        }
        return false;
    }

    private void ready(Instance fresh) {
        fresh.started();
        reconcile();
    }

    private void retire(Instance leaving) {
        leaving.stop();
        site.engine().in(GRACE, () -> {
            instances.remove(leaving);
            leaving.die(true);
            reconcile();
        });
    }

    private List<Instance> staying() {
        return instances.stream()
                .filter(one -> one.state() != Instance.State.STOPPING)
                .toList();
    }

    private List<Instance> old(List<Instance> staying) {
        return staying.stream().filter(one -> one.generation() != generation).toList();
    }

    private static boolean isReady(Instance one) {
        return one.state() == Instance.State.READY;
    }

    /// Probability that a request fails in the code of a version, today.
    double errors(Version running) {
        return spoilt.getOrDefault(running.name(), running.errors());
    }

    /// Transactions left open by all its processes.
    int leaked() {
        int leaked = 0;
        for (Instance instance : instances) {
            Pool pool = instance.pool();
            leaked += pool == null ? 0 : pool.leaked();
        }
        return leaked;
    }

    ServiceSpec spec() {
        return spec;
    }

    Version version() {
        return version;
    }

    @Nullable
    Version previous() {
        return previous;
    }

    int desired() {
        return desired;
    }

    List<Instance> instances() {
        return Collections.unmodifiableList(instances);
    }

    double workFactor() {
        return workFactor;
    }

    void workFactor(double factor) {
        workFactor = factor;
    }

    boolean chatty() {
        return chatty;
    }

    void chatty(boolean debug) {
        chatty = debug;
    }

    /// Whether what it measures reaches nobody.
    boolean silent() {
        return silent;
    }

    void silent(boolean lost) {
        silent = lost;
    }
}
