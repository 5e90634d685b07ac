package nightshift.simulate.world;

/// How grave a log line is.
public enum Severity {
    DEBUG,
    INFO,
    WARN,
    ERROR
}
