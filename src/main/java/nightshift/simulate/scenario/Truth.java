package nightshift.simulate.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nightshift.simulate.world.Fault;
import nightshift.simulate.world.World;
import org.jspecify.annotations.Nullable;

/// Watches the world itself, turn by turn: are the users well, is the cause still there?
final class Truth {
    private final World world;
    private final List<Fault> faults = new ArrayList<>();
    private @Nullable Instant wellSince;
    private boolean wasUnwell;
    private boolean well = true;

    Truth(World world) {
        this.world = world;
    }

    /// From now on this fault counts.
    void struck(Fault fault) {
        faults.add(fault);
    }

    /// Looks once; true when it changed.
    boolean look() {
        Instant now = world.instant();
        boolean before = well;
        well = world.users().well(world.second(now)) && faults.stream().noneMatch(world::lingers);
        if (!well) {
            wasUnwell = true;
            wellSince = null;
        } else if (wellSince == null) {
            wellSince = now;
        }
        return before != well;
    }

    boolean well() {
        return well;
    }

    /// Since when all has been well without a break; null when it is not.
    @Nullable
    Instant wellSince() {
        return wellSince;
    }

    boolean wasUnwell() {
        return wasUnwell;
    }
}
