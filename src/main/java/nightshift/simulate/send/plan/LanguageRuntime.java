package nightshift.simulate.send.plan;

import java.util.Locale;

/// What a service's code runs in; it decides which metrics of a runtime there are and how failures are called.
public enum LanguageRuntime {
    JVM(
            "java",
            "java.lang.IllegalStateException",
            "java.net.ConnectException",
            "java.net.SocketTimeoutException",
            "java.net.SocketException"),
    GO("go", "*errors.errorString", "*net.OpError", "context.deadlineExceededError", "*poll.errNetClosing"),
    NODE("nodejs", "Error", "ECONNREFUSED", "ETIMEDOUT", "ECONNRESET"),
    PYTHON("python", "RuntimeError", "ConnectionError", "ReadTimeout", "ConnectionResetError");

    private final String language;
    private final String failure;
    private final String refused;
    private final String timeout;
    private final String reset;

    LanguageRuntime(String language, String failure, String refused, String timeout, String reset) {
        this.language = language;
        this.failure = failure;
        this.refused = refused;
        this.timeout = timeout;
        this.reset = reset;
    }

    /// `telemetry.sdk.language`.
    public String language() {
        return language;
    }

    /// What code of its own that fails throws.
    public String failure() {
        return failure;
    }

    /// What a client calls it when nobody listens.
    public String refused() {
        return refused;
    }

    /// What a client calls it when no answer comes in time.
    public String timeout() {
        return timeout;
    }

    /// What a client calls it when the peer dies.
    public String reset() {
        return reset;
    }

    /// As the rows name it.
    public String row() {
        return name().toLowerCase(Locale.ROOT);
    }
}
