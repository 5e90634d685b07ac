package nightshift.simulate.shop.send;

import nightshift.simulate.send.channel.OtlpChannel;
import nightshift.simulate.shop.Report;

/// Sends what a world has to tell as OTLP over gRPC and awaits the acks, so that all of it is applied before the
/// world's time goes on. Used by one thread.
public final class OtlpSender implements AutoCloseable {
    private final OtlpChannel channel;

    /// Connects to a port of this machine.
    public OtlpSender(int port) {
        this.channel = new OtlpChannel(port);
    }

    /// Sends a report; returns when it was acknowledged.
    ///
    /// @throws io.grpc.StatusRuntimeException when it was refused or nobody answered
    public void send(Report report) {
        channel.metrics(MetricEncoder.encode(report));
        if (!report.spans().isEmpty()) {
            channel.spans(SpanEncoder.encode(report));
        }
        if (!report.lines().isEmpty() || !report.changes().isEmpty()) {
            channel.logs(LogEncoder.encode(report));
        }
    }

    @Override
    public void close() {
        channel.close();
    }
}
