package nightshift.simulate.world.physics;

import java.util.EnumMap;
import nightshift.simulate.world.chance.Durations;

/// Requests or calls by how they ended, with their durations. Only grows.
public final class Endings {
    private static final Durations NONE = new Durations();

    private final EnumMap<Ending, Durations> durations = new EnumMap<>(Ending.class);

    /// Where durations of an ending are added.
    Durations of(Ending ending) {
        return durations.computeIfAbsent(ending, any -> new Durations());
    }

    /// How many ended so.
    public long count(Ending ending) {
        return durations(ending).count();
    }

    /// How long those lasted; to be read, and copied to be kept.
    public Durations durations(Ending ending) {
        return durations.getOrDefault(ending, NONE);
    }

    /// All that ended.
    public long count() {
        return durations.values().stream().mapToLong(Durations::count).sum();
    }

    /// All that ended badly.
    public long bad() {
        long bad = 0;
        for (Ending ending : Ending.values()) {
            bad += ending.bad() ? count(ending) : 0;
        }
        return bad;
    }
}
