package nightshift.simulate.shop;

/// A line a process wrote to its log.
///
/// @param instance who
/// @param severity how bad
/// @param body what
/// @param at world nanoseconds
public record LogLine(Instance instance, Severity severity, String body, long at) {
    /// From chatter to trouble, with the number OpenTelemetry gives it.
    public enum Severity {
        DEBUG(5),
        INFO(9),
        WARN(13),
        ERROR(17);

        private final int number;

        Severity(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }
}
