package nightshift.observe.intake;

import java.util.Map;

/// One log record, or an event.
///
/// @param resource who sent it
/// @param time nanoseconds since 1970; 0 for "on arrival"
/// @param severity OTLP's severity number, 1 to 24; 0 if not said
/// @param event `event_name`; empty for a plain record
/// @param attributes of an event that is looked into, else empty
/// @param body of an event that is looked into, else empty
public record LogRecord(
        Resource resource, long time, int severity, String event, Map<String, String> attributes, String body) {
    /// Name of the event by which a change of production is told.
    public static final String CHANGE_EVENT = "nightshift.change";

    private static final String[] SEVERITIES = {"trace", "debug", "info", "warn", "error", "fatal"};

    /// The same at another time, where it says one.
    ///
    /// @param by nanoseconds
    public LogRecord moved(long by) {
        return time == 0 ? this : new LogRecord(resource, time + by, severity, event, attributes, body);
    }

    /// `trace` to `fatal`, or `unspecified`.
    public String severityName() {
        return severity < 1 || severity > 24 ? "unspecified" : SEVERITIES[(severity - 1) / 4];
    }
}
