package nightshift.observe.otlp;

/// A server can't be bound to its port; the message is one sentence that says which and what to do.
public final class PortUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    PortUnavailableException(String server, String host, int port, Throwable cause) {
        super(
                server + " can't listen on " + host + ":" + port + ": " + reason(cause)
                        + "; stop what uses it or configure another port",
                cause);
    }

    private static String reason(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }
}
