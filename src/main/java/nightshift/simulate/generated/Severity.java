package nightshift.simulate.generated;

/// How grave a log line is.
public enum Severity {
    DEBUG,
    INFO,
    WARN,
    ERROR
}
