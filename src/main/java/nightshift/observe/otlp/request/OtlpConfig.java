package nightshift.observe.otlp.request;

import java.util.Set;

/// Where OTLP is received and how much of it at a time.
///
/// @param host address to bind to; anything but the loopback should have a token
/// @param grpcPort 0 for any free one
/// @param httpPort 0 for any free one
/// @param maxRequestBytes of one request, before and after decompression
/// @param maxItems points, spans or log records of one request
/// @param maxConcurrent requests in work at a time; more are told to come back
/// @param tokens one of which senders must bring as `Authorization: Bearer`; empty for none
public record OtlpConfig(
        String host,
        int grpcPort,
        int httpPort,
        int maxRequestBytes,
        int maxItems,
        int maxConcurrent,
        Set<String> tokens) {
    public OtlpConfig {
        tokens = Set.copyOf(tokens);
        if (grpcPort < 0 || grpcPort > 65535 || httpPort < 0 || httpPort > 65535) {
            throw new IllegalArgumentException(
                    "a port must be 0 to 65535, got gRPC " + grpcPort + " and HTTP " + httpPort);
        }
        if (maxRequestBytes < 1024 || maxItems < 1 || maxConcurrent < 1) {
            throw new IllegalArgumentException(
                    "maxRequestBytes must be at least 1024, maxItems and maxConcurrent 1, got " + maxRequestBytes + ", "
                            + maxItems + ", " + maxConcurrent);
        }
        if (tokens.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a token is blank; give one or leave it out");
        }
    }

    /// The protocol's own ports and size, on the loopback.
    public static OtlpConfig defaults() {
        return new OtlpConfig("127.0.0.1", 4317, 4318, 64 << 20, 1_000_000, 256, Set.of());
    }

    /// The same on other ports.
    public OtlpConfig ports(int grpc, int http) {
        return new OtlpConfig(host, grpc, http, maxRequestBytes, maxItems, maxConcurrent, tokens);
    }

    /// The same at another address.
    public OtlpConfig host(String other) {
        return new OtlpConfig(other, grpcPort, httpPort, maxRequestBytes, maxItems, maxConcurrent, tokens);
    }

    /// The same with tokens.
    public OtlpConfig tokens(Set<String> secrets) {
        return new OtlpConfig(host, grpcPort, httpPort, maxRequestBytes, maxItems, maxConcurrent, secrets);
    }

    /// Without the tokens.
    @Override
    public String toString() {
        return "OtlpConfig[" + host + ", gRPC " + grpcPort + ", HTTP " + httpPort + ", " + maxRequestBytes + " bytes, "
                + maxItems + " items, " + maxConcurrent + " at a time" + (tokens.isEmpty() ? "" : ", with tokens")
                + "]";
    }
}
