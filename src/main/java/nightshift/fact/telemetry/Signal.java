package nightshift.fact.telemetry;

/// What is measured.
///
/// @param name an OpenTelemetry semantic-convention name, or one derived from it as `docs/signals.md` lists
/// @param unit UCUM unit as the convention writes it: `s`, `1`, `By`, `{request}/s`
/// @param kind how its values behave
public record Signal(String name, String unit, SignalKind kind) {
    public Signal {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a signal needs a name");
        }
    }

    /// Whether the parts that attributes split it into add up: counts and rates do, shares and durations are averaged.
    public boolean addsUp() {
        return switch (kind) {
            case RATE -> true;
            case HISTOGRAM -> false;
            case GAUGE -> !unit.equals("1") && !unit.equals("s") && !unit.isEmpty();
        };
    }
}
