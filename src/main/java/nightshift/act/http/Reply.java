package nightshift.act.http;

import java.time.Duration;

/// What became of a request.
sealed interface Reply {
    /// @param status of HTTP
    /// @param body as text; empty if there is none
    /// @param retryAfter how long it wants to be left alone, by its header; zero if there is none
    record Answered(int status, String body, Duration retryAfter) implements Reply {}

    /// No connection came about, so that nothing was written and nothing can have happened.
    record NotSent(String why) implements Reply {}

    /// Written, and no answer: it may have happened.
    record NoAnswer(String why) implements Reply {}

    /// Written, and the answer was not whole when the call's deadline passed: it may have happened. Asking again at
    /// once would only take as long again.
    record Overdue(String why) implements Reply {}
}
