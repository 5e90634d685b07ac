package nightshift.simulate.world.run;

import java.util.List;
import nightshift.simulate.world.physics.Ending;
import org.jspecify.annotations.Nullable;

/// One request followed on its way. Times are nanoseconds since the world began.
///
/// @param root what the user asked for
public record Trace(long high, long low, Request root) {
    /// A pod's work on a request.
    ///
    /// @param id unique in the trace
    /// @param pod name of the pod; of somebody else's service the service's name
    public record Request(long id, int operation, String pod, Span span, List<Attempt> attempts) {
        public Request {
            attempts = List.copyOf(attempts);
        }
    }

    /// One attempt of a call.
    ///
    /// @param id unique in the trace
    /// @param poolWaitNanos before its span begins; 0 without a pool
    /// @param answer the callee's side; null when it never got there
    public record Attempt(
            long id,
            int call,
            Span span,
            long poolWaitNanos,
            @Nullable Request answer) {}

    /// When and how.
    public record Span(long startNanos, long durationNanos, Ending ending) {}
}
