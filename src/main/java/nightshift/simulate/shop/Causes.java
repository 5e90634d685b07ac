package nightshift.simulate.shop;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets faults begin and end, and knows which of them still linger.
final class Causes {
    private final Site site;
    private final List<Load> loads;

    Causes(Site site, List<Load> loads) {
        this.site = site;
        this.loads = loads;
    }

    void begin(Fault fault, @Nullable Long until) {
        switch (fault) {
            case Fault.LeakConnections leak -> leak(leak, until);
            case Fault.SlowCode slow -> site.service(slow.service()).workFactor(slow.factor());
            case Fault.NoisyNeighbour noisy -> slow(noisy, noisy.factor());
            case Fault.Crash crash -> crash(crash);
            case Fault.Surge surge -> surge(surge, surge.factor());
            case Fault.Deploy deploy -> deploy(deploy);
            case Fault.SpoilVersion spoil -> site.service(spoil.service()).spoil(spoil.version(), spoil.errors());
            case Fault.SlowBank slow -> site.providerSlowness(slow.factor());
            case Fault.TelemetryLoss loss -> site.service(loss.service()).silent(true);
            case Fault.BatchJob job -> work(job, until);
            case Fault.DebugLogging debug -> site.service(debug.service()).chatty(true);
        }
    }

    void end(Fault fault) {
        switch (fault) {
            case Fault.SlowCode slow -> site.service(slow.service()).workFactor(1);
            case Fault.NoisyNeighbour noisy -> slow(noisy, 1);
            case Fault.Surge surge -> surge(surge, 1);
            case Fault.SlowBank slow -> site.providerSlowness(1);
            case Fault.TelemetryLoss loss -> site.service(loss.service()).silent(false);
            case Fault.DebugLogging debug -> site.service(debug.service()).chatty(false);
            case Fault.LeakConnections leak -> {}
            case Fault.BatchJob job -> {}
            case Fault.Crash crash -> {}
            case Fault.Deploy deploy -> {}
            case Fault.SpoilVersion spoil -> {}
        }
    }

    /// Whether its cause is still there, whatever the users feel of it.
    boolean lingers(Fault fault) {
        return switch (fault) {
            case Fault.LeakConnections leak -> site.service(leak.service()).leaked() > 0;
            case Fault.SlowCode slow -> site.service(slow.service()).workFactor() != 1;
            case Fault.NoisyNeighbour noisy ->
                instances(noisy.service()).stream()
                        .anyMatch(one -> one.station().slowness() != 1);
            case Fault.Crash crash -> !site.service(crash.service()).settled();
            case Fault.Deploy deploy -> lingers(deploy);
            case Fault.SlowBank slow -> site.providerSlowness() != 1;
            case Fault.Surge surge -> false;
            case Fault.SpoilVersion spoil -> false;
            case Fault.TelemetryLoss loss -> false;
            case Fault.BatchJob job -> false;
            case Fault.DebugLogging debug -> false;
        };
    }

    private boolean lingers(Fault.Deploy deploy) {
        Version version = deploy.version();
        boolean bad = !version.ready() || version.work() > 1 || version.errors() > Version.USUAL_ERRORS;
        return bad
                && instances(deploy.service()).stream()
                        .anyMatch(one ->
                                one.version().name().equals(version.name()) && one.state() != Instance.State.STOPPING);
    }

    private void leak(Fault.LeakConnections leak, @Nullable Long until) {
        Engine engine = site.engine();
        if (until != null && engine.now() >= until) {
            return;
        }
        for (Instance instance : instances(leak.service())) {
            Pool pool = instance.pool();
            if (pool != null) {
                pool.leak();
            }
        }
        engine.in(Math.round(60 / leak.perMinute() * Engine.SECOND), () -> leak(leak, until));
    }

    private void work(Fault.BatchJob job, @Nullable Long until) {
        Engine engine = site.engine();
        if (until != null && engine.now() >= until) {
            return;
        }
        for (Instance instance : instances(job.service())) {
            for (double left = job.work(); left > 0; left -= 0.05) {
                instance.station().submit(Math.round(Math.min(left, 0.05) * Engine.SECOND), () -> {});
            }
        }
        engine.in(job.every().toNanos(), () -> work(job, until));
    }

    private void slow(Fault.NoisyNeighbour noisy, double factor) {
        instances(noisy.service()).stream()
                .limit(noisy.instances())
                .forEach(one -> one.station().slowness(factor));
    }

    private void crash(Fault.Crash crash) {
        Service service = site.service(crash.service());
        List.copyOf(service.instances()).stream()
                .limit(crash.instances())
                .forEach(victim -> service.crash(victim, crash.forGood()));
    }

    private void surge(Fault.Surge surge, double factor) {
        for (Load load : loads) {
            if (surge.journey().equals("all")
                    || surge.journey().equals(load.journey().name())) {
                load.surge(factor, surge.ramp().toSeconds());
            }
        }
    }

    private void deploy(Fault.Deploy deploy) {
        Service service = site.service(deploy.service());
        String before = service.version().name();
        service.deploy(deploy.version());
        String to = deploy.version().name();
        site.recorder()
                .change(new ChangeNotice(
                        "deploy-" + deploy.service() + "-" + to,
                        deploy.service(),
                        "deployment",
                        to,
                        before,
                        "ci",
                        "deploy " + deploy.service() + " " + to,
                        site.engine().now()));
    }

    private Collection<Instance> instances(String service) {
        return site.service(service).instances();
    }
}
