package nightshift.simulate.world.run;

import nightshift.simulate.world.physics.Fleet;
import nightshift.simulate.world.physics.Phase;
import nightshift.simulate.world.physics.Pod;

/// Keeps a service's use of its cores near a target, as Kubernetes' HorizontalPodAutoscaler does: a look
/// every 15 s, a tolerance of a tenth, more pods at once, fewer only after five minutes.
final class Autoscaler {
    private static final int LOOKS_EVERY = 15;
    private static final int PATIENCE_SECONDS = 300;
    private static final double TARGET = 0.6;
    private static final double TOLERANCE = 0.1;

    private final Fleet fleet;
    private int lowSince = Integer.MAX_VALUE;

    Autoscaler(Fleet fleet) {
        this.fleet = fleet;
    }

    void pass(int second) {
        int ready = fleet.ready();
        if (second % LOOKS_EVERY != 0 || ready == 0) {
            return;
        }
        double cores = fleet.service().sizing().cores();
        double ratio = fleet.pods().stream()
                        .filter(pod -> pod.phase() == Phase.READY)
                        .mapToDouble(Pod::coresInUse)
                        .sum()
                / (ready * cores * TARGET);
        int most = Math.max(fleet.least(), fleet.service().sizing().mostReplicas());
        int wanted = Math.clamp((int) Math.ceil(ready * ratio), fleet.least(), most);
        if (Math.abs(ratio - 1) <= TOLERANCE || wanted >= fleet.desired()) {
            lowSince = Integer.MAX_VALUE;
        }
        if (ratio > 1 + TOLERANCE && wanted > fleet.desired()) {
            fleet.scaleTo(wanted);
        } else if (ratio < 1 - TOLERANCE && wanted < fleet.desired()) {
            lowSince = Math.min(lowSince, second);
            if (second - lowSince >= PATIENCE_SECONDS) {
                fleet.scaleTo(wanted);
            }
        }
    }
}
