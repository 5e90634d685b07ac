package nightshift.simulate.judge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nightshift.simulate.shop.Fault;
import nightshift.simulate.shop.World;
import org.jspecify.annotations.Nullable;

/// Watches the world itself, turn by turn: are the users well, is the cause still there?
final class Truth {
    private final World world;
    private final List<Fault> faults = new ArrayList<>();
    private @Nullable Instant wellSince;
    private boolean wasUnwell;
    private State state = State.WELL;

    private enum State {
        WELL,
        /// A cause is there, and nobody suffers of it.
        LATENT,
        FELT
    }

    Truth(World world) {
        this.world = world;
    }

    /// From now on this fault counts.
    void struck(Fault fault) {
        faults.add(fault);
    }

    /// Looks once; true when there is something new to tell.
    boolean look() {
        State before = state;
        state = now();
        if (state != State.WELL) {
            wasUnwell = true;
            wellSince = null;
        } else if (wellSince == null) {
            wellSince = world.instant();
        }
        return before != state;
    }

    boolean well() {
        return state == State.WELL;
    }

    /// Since when all has been well without a break; null when it is not.
    @Nullable
    Instant wellSince() {
        return wellSince;
    }

    boolean wasUnwell() {
        return wasUnwell;
    }

    /// How it is, for people.
    String told() {
        return switch (state) {
            case WELL -> "all is well";
            case LATENT -> "a cause is at work, users do not feel it";
            case FELT ->
                world.users().badShares(world.second(world.instant())).entrySet().stream()
                        .filter(one -> one.getValue() >= 0.01)
                        .map(one -> "%.0f %% of %s".formatted(one.getValue() * 100, one.getKey()))
                        .collect(Collectors.joining(", ", "users suffer: ", " requests fail or take too long"));
        };
    }

    private State now() {
        if (!world.users().well(world.second(world.instant()))) {
            return State.FELT;
        }
        return faults.stream().anyMatch(world::lingers) ? State.LATENT : State.WELL;
    }
}
