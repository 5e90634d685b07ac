package nightshift.act.http;

/// What became of a request.
sealed interface Reply {
    /// @param status of HTTP
    /// @param body as text; empty if there is none
    record Answered(int status, String body) implements Reply {}

    /// No connection came about, so that nothing was written and nothing can have happened.
    record NotSent(String why) implements Reply {}

    /// Written, and no answer: it may have happened.
    record NoAnswer(String why) implements Reply {}

    /// Written, and the answer was not whole when the call's deadline passed: it may have happened. Asking again at
    /// once would only take as long again.
    record Overdue(String why) implements Reply {}
}
