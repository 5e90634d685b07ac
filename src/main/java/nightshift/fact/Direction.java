package nightshift.fact;

/// Which side of its band a value left.
public enum Direction {
    UP,
    DOWN
}
