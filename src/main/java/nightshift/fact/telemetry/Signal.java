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
}
