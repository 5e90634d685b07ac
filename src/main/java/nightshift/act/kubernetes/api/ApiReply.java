package nightshift.act.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/// What became of a request to an API server.
public sealed interface ApiReply {
    /// One sentence for people.
    String sentence();

    /// @param object that it answered with
    record Done(JsonNode object) implements ApiReply {
        @Override
        public String sentence() {
            return "done";
        }
    }

    /// It has no such object.
    record Gone(String sentence) implements ApiReply {}

    /// It says no for good: what is asked is not allowed, or makes no sense. Nothing was done.
    record Refused(String sentence) implements ApiReply {}

    /// The object is not what it was when it was read. Nothing was done.
    record Conflict(String sentence) implements ApiReply {}

    /// It has no time, or a disruption budget has none left. Nothing was done, and it may be asked again.
    ///
    /// @param causes such as `DisruptionBudget`
    /// @param retryAfter how long it wants to be left alone; zero when it did not say
    record Busy(String sentence, List<String> causes, Duration retryAfter) implements ApiReply {}

    /// It can't be reached, or does not know who asks. Nothing was done, and it may be asked again.
    record Unheard(String sentence) implements ApiReply {}

    /// Nobody knows whether it was done.
    record Lost(String sentence, Duration retryAfter) implements ApiReply {}
}
