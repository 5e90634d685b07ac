package nightshift.simulate.send;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import nightshift.simulate.send.plan.Dialect;
import nightshift.simulate.send.plan.LanguageRuntime;
import nightshift.simulate.send.plan.SenderPlan;
import nightshift.simulate.world.WorldGenerator;
import nightshift.simulate.world.design.Twin;
import nightshift.simulate.world.design.WorldPlan;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.layout.ServiceId;
import nightshift.simulate.world.run.World;

/// A world whose services all send alike, played for a while.
final class Sent {
    static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    static final SenderPlan.Identity ALL_TOLD = new SenderPlan.Identity(true, true, true, true);

    final World world;
    final WorldSenders senders;
    final Received received = new Received();

    Sent(WorldPlan world, SenderPlan.Sending sending, SenderPlan.Platform platform) {
        this.world = new World(WorldGenerator.design(world), Twin.AS_DESIGNED);
        Map<ServiceId, SenderPlan.Sending> services = new HashMap<>();
        for (Service service : this.world.layout().services()) {
            if (service.role().ours()) {
                services.put(service.id(), sending);
            }
        }
        SenderPlan plan = new SenderPlan(services, platform, 0.2, Map.of());
        senders = new WorldSenders(this.world, plan, START);
    }

    static SenderPlan.Sending sending(Dialect dialect, LanguageRuntime runtime, int interval) {
        return new SenderPlan.Sending(dialect, runtime, interval, SenderPlan.Temporality.CUMULATIVE, ALL_TOLD);
    }

    static SenderPlan.Platform platform(SenderPlan.Cluster cluster) {
        return new SenderPlan.Platform(cluster, 10, false);
    }

    /// Plays so many seconds, exporting after each.
    Sent play(int seconds) {
        for (int second = 0; second < seconds; second++) {
            world.step();
            senders.export(received);
        }
        return this;
    }
}
