package nightshift.observe.otlp.request;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import nightshift.fact.BrokenJvm;
import nightshift.observe.intake.PointBatch;
import nightshift.observe.intake.Receipt;
import nightshift.observe.intake.TelemetryIntake;
import nightshift.observe.otlp.wire.LogsDecoder;
import nightshift.observe.otlp.wire.MetricsDecoder;
import nightshift.observe.otlp.wire.Refusal;
import nightshift.observe.otlp.wire.RefusedException;
import nightshift.observe.otlp.wire.TracesDecoder;

/// What both transports do with the bytes of a request: decode, apply, answer. Safe from any thread.
public final class OtlpIntake {
    private final TelemetryIntake telemetry;
    private final InstantSource clock;
    private final int maxItems;
    private final int maxConcurrent;
    private final TracesDecoder traces;
    private final AtomicInteger inWork = new AtomicInteger();

    /// @param clock stamps arrivals
    /// @param telemetry where it goes
    public OtlpIntake(OtlpConfig config, TelemetryIntake telemetry, InstantSource clock) {
        this.telemetry = telemetry;
        this.clock = clock;
        this.maxItems = config.maxItems();
        this.maxConcurrent = config.maxConcurrent();
        this.traces = new TracesDecoder(telemetry.attributeNames(), maxItems);
    }

    /// Takes in one request; when it returns, everything not rejected is applied.
    ///
    /// @return the encoded response
    /// @throws RefusedException when nothing of it was applied
    public byte[] accept(Export export, byte[] body) throws RefusedException {
        try {
            return taken(export, body);
        } catch (OutOfMemoryError | InternalError broken) {
            BrokenJvm.tell(broken);
            throw broken;
        }
    }

    private byte[] taken(Export export, byte[] body) throws RefusedException {
        Receipt receipt = switch (export) {
            case METRICS -> {
                PointBatch batch = MetricsDecoder.decode(body, maxItems);
                yield telemetry.points(batch, clock.instant());
            }
            case TRACES -> telemetry.spans(traces.decode(body), clock.instant());
            case LOGS -> telemetry.logs(LogsDecoder.decode(body, maxItems), clock.instant());
        };
        return Replies.accepted(receipt);
    }

    /// Lets a request in, before its body is read.
    ///
    /// @throws RefusedException when too many are in work
    public void enter() throws RefusedException {
        if (inWork.incrementAndGet() > maxConcurrent) {
            inWork.decrementAndGet();
            throw new RefusedException(
                    Refusal.OVERLOADED, "more than " + maxConcurrent + " requests at a time; come back later");
        }
    }

    /// After [#enter], when the request is answered or gone.
    public void leave() {
        inWork.decrementAndGet();
    }
}
