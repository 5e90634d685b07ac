package nightshift.simulate.world.physics;

/// How grave a log line is.
public enum Severity {
    DEBUG,
    INFO,
    WARN,
    ERROR
}
