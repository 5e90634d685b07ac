package nightshift.simulate.recording;

import java.time.Instant;

/// One export request as it came in.
///
/// @param arrived when
/// @param transport what carried it
/// @param signal which of OTLP's services it is for
/// @param body its protobuf, decompressed; not to be changed
public record RecordedRequest(Instant arrived, Transport transport, Signal signal, byte[] body) {
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
