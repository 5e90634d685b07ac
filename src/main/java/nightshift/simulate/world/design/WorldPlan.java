package nightshift.simulate.world.design;

import java.util.List;
import nightshift.simulate.world.layout.Protocol;
import org.jspecify.annotations.Nullable;

/// What a world shall be like. Everything it leaves open is drawn from the seed.
///
/// @param seconds how long it lasts
public record WorldPlan(long seed, int seconds, List<FaultWish> faults, List<TrapWish> traps) {
    public WorldPlan {
        faults = List.copyOf(faults);
        traps = List.copyOf(traps);
        if (seconds < 1) {
            throw new IllegalArgumentException("a world lasts a second or more, got " + seconds);
        }
        for (FaultWish wish : faults) {
            within(wish.onset(), seconds);
        }
        for (TrapWish wish : traps) {
            within(wish.onset(), seconds);
        }
    }

    /// A world in which nothing goes wrong.
    public static WorldPlan quiet(long seed, int seconds) {
        return new WorldPlan(seed, seconds, List.of(), List.of());
    }

    private static void within(int onset, int seconds) {
        if (onset < 0 || onset >= seconds) {
            throw new IllegalArgumentException(
                    "an onset lies within the world's " + seconds + " seconds, got " + onset);
        }
    }

    /// A fault to come.
    ///
    /// @param onset the second in which its cause begins; users may feel it later
    /// @param protocol which protocol the root speaks, or whoever calls it where the root is a database or
    ///     external; null where any will do. A layout is made so that it has one.
    public record FaultWish(
            FaultKind kind,
            Strength strength,
            int onset,
            @Nullable Protocol protocol) {}

    /// A trap to come, as with faults.
    public record TrapWish(
            TrapKind kind, int onset, @Nullable Protocol protocol) {}
}
