package nightshift.simulate.send.sample;

import java.util.EnumMap;
import java.util.Map;
import nightshift.simulate.send.row.Meaning;
import nightshift.simulate.world.chance.Durations;

/// One measured thing: what is known of it, and its value at this instant.
///
/// @param facts texts, and numbers as `Long`
public record Sample(Map<Meaning, Object> facts, Value value) {
    public Sample {
        facts = new EnumMap<>(facts.isEmpty() ? new EnumMap<>(Meaning.class) : facts);
    }

    /// What was measured. Counts and durations are since the process started.
    public sealed interface Value {
        /// @param durations live: read at once, or copied
        record Distribution(Durations durations) implements Value {}

        /// Durations of which only number and sum are known.
        record Timing(long count, double seconds) implements Value {}

        record Total(double total) implements Value {}

        record Level(double level) implements Value {}
    }

    public static Sample level(double level, Map<Meaning, Object> facts) {
        return new Sample(facts, new Value.Level(level));
    }

    public static Sample total(double total, Map<Meaning, Object> facts) {
        return new Sample(facts, new Value.Total(total));
    }

    static Sample durations(Durations durations, Map<Meaning, Object> facts) {
        return new Sample(facts, new Value.Distribution(durations));
    }
}
