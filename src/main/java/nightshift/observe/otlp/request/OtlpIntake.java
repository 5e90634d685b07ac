package nightshift.observe.otlp.request;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import nightshift.fact.BrokenJvm;
import nightshift.observe.intake.LogRecord;
import nightshift.observe.intake.PointBatch;
import nightshift.observe.intake.Receipt;
import nightshift.observe.intake.Span;
import nightshift.observe.intake.TelemetryIntake;
import nightshift.observe.otlp.wire.LogsDecoder;
import nightshift.observe.otlp.wire.MetricsDecoder;
import nightshift.observe.otlp.wire.Refusal;
import nightshift.observe.otlp.wire.RefusedException;
import nightshift.observe.otlp.wire.TracesDecoder;

/// What both transports do with the bytes of a request: decode, apply, answer. Safe from any thread.
public final class OtlpIntake {
    /// A clock that is less behind is in the range of what may be late.
    private static final Duration FOLLOWED = Duration.ofSeconds(5);

    private final TelemetryIntake telemetry;
    private final InstantSource clock;
    private final Supplier<Duration> behind;
    private final int maxItems;
    private final int maxConcurrent;
    private final TracesDecoder traces;
    private final AtomicInteger inWork = new AtomicInteger();

    /// @param clock stamps arrivals
    /// @param telemetry where it goes
    public OtlpIntake(OtlpConfig config, TelemetryIntake telemetry, InstantSource clock) {
        this(config, telemetry, clock, () -> Duration.ZERO);
    }

    /// @param behind how far the time of day is behind the clock, since it was set back: so are senders that go by it
    public OtlpIntake(OtlpConfig config, TelemetryIntake telemetry, InstantSource clock, Supplier<Duration> behind) {
        this.behind = behind;
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
        Instant now = clock.instant();
        Duration set = behind.get();
        boolean moves = set.compareTo(FOLLOWED) > 0;
        long by = set.toNanos();
        long before = nanos(now.minus(set.dividedBy(2)));
        Receipt receipt = switch (export) {
            case METRICS -> {
                PointBatch batch = MetricsDecoder.decode(body, maxItems);
                if (moves) {
                    batch.move(before, by);
                }
                yield telemetry.points(batch, now);
            }
            case TRACES -> {
                List<Span> spans = traces.decode(body);
                yield telemetry.spans(
                        moves
                                ? spans.stream()
                                        .map(span -> span.end() < before ? span.moved(by) : span)
                                        .toList()
                                : spans,
                        now);
            }
            case LOGS -> {
                List<LogRecord> logs = LogsDecoder.decode(body, maxItems);
                yield telemetry.logs(
                        moves
                                ? logs.stream()
                                        .map(log -> log.time() < before ? log.moved(by) : log)
                                        .toList()
                                : logs,
                        now);
            }
        };
        return Replies.accepted(receipt);
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
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
