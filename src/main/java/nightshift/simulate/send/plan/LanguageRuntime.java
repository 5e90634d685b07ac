package nightshift.simulate.send.plan;

import java.util.Locale;

/// What a service's code runs in; it decides which metrics of a runtime there are and how failures are called.
public enum LanguageRuntime {
    JVM(
            "java",
            "java.lang.IllegalStateException",
            "java.net.ConnectException",
            "java.net.SocketTimeoutException",
            "java.net.SocketException",
            "javax.net.ssl.SSLHandshakeException"),
    GO(
            "go",
            "*errors.errorString",
            "*net.OpError",
            "context.deadlineExceededError",
            "*poll.errNetClosing",
            "*tls.CertificateVerificationError"),
    NODE("nodejs", "Error", "ECONNREFUSED", "ETIMEDOUT", "ECONNRESET", "CERT_HAS_EXPIRED"),
    PYTHON("python", "RuntimeError", "ConnectionError", "ReadTimeout", "ConnectionResetError", "SSLError");

    private final String language;
    private final String failure;
    private final String refused;
    private final String timeout;
    private final String reset;
    private final String handshake;

    LanguageRuntime(String language, String failure, String refused, String timeout, String reset, String handshake) {
        this.language = language;
        this.failure = failure;
        this.refused = refused;
        this.timeout = timeout;
        this.reset = reset;
        this.handshake = handshake;
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

    /// What a client calls it when the peer's certificate has expired.
    public String handshake() {
        return handshake;
    }

    /// As the rows name it.
    public String row() {
        return name().toLowerCase(Locale.ROOT);
    }
}
