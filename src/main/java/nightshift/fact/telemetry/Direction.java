package nightshift.fact.telemetry;

/// Which side of its band a value left.
public enum Direction {
    UP,
    DOWN
}
