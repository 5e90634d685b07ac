package nightshift.simulate.recording;

import java.time.Instant;

/// One export request as it came in.
public final class RecordedRequest {
    private final Instant arrived;
    private final Transport transport;
    private final Signal signal;
    private final byte[] body;

    /// @param arrived when
    /// @param transport what carried it
    /// @param signal which of OTLP's services it is for
    /// @param body its protobuf, decompressed; not to be changed
    public RecordedRequest(Instant arrived, Transport transport, Signal signal, byte[] body) {
        this.arrived = arrived;
        this.transport = transport;
        this.signal = signal;
        this.body = body;
    }

    public Instant arrived() {
        return arrived;
    }

    public Transport transport() {
        return transport;
    }

    public Signal signal() {
        return signal;
    }

    public byte[] body() {
        return body;
    }

    /// What carries a request.
    public enum Transport {
        GRPC,
        HTTP
    }

    /// One of OTLP's services.
    public enum Signal {
        METRICS,
        LOGS,
        TRACES
    }
}
