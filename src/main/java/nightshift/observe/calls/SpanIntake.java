package nightshift.observe.calls;

import java.util.List;
import java.util.function.Supplier;
import nightshift.fact.telemetry.EntityId;
import nightshift.observe.identity.PeerNames;
import nightshift.observe.identity.Source;
import nightshift.observe.intake.DropReason;
import nightshift.observe.intake.Fingerprint;
import nightshift.observe.intake.Span;
import nightshift.observe.series.SeriesTable;
import nightshift.observe.series.Stream;
import org.jspecify.annotations.Nullable;

/// Spans as requests of an operation and as calls over an edge. Guarded by the observer's lock.
public final class SpanIntake {
    private final SeriesTable table;
    private final CallMatcher matcher;
    private final Dependencies dependencies;
    private final int nameLength;
    private final Fingerprint print = new Fingerprint();

    public SpanIntake(SeriesTable table, Dependencies dependencies, PeerNames peers, CallsConfig config) {
        this.table = table;
        this.dependencies = dependencies;
        this.matcher = new CallMatcher(config.pendingSpans(), peers);
        this.nameLength = config.nameLength();
    }

    public void apply(List<Span> spans, long now) {
        for (Span span : spans) {
            DropReason outside = table.accumulator().outside(span.end(), now);
            Source source = outside == null ? table.sources().of(span.resource()) : null;
            if (source == null) {
                table.drops().count(outside == null ? DropReason.SOURCE_LIMIT : outside);
            } else {
                apply(source, span);
            }
        }
    }

    /// Settles the calls whose other end did not show up until their window closes.
    public void giveUp(long window) {
        matcher.giveUp(window).forEach(this::call);
    }

    private void apply(Source source, Span span) {
        long window = table.clock().window(span.end());
        source.sent(span.end());
        if (span.kind().inbound()) {
            request(source, span, window);
        }
        boolean end = span.kind().inbound() ? span.parent() != 0 : span.kind().outbound();
        if (!end || table.resolver().ownPort(span.peer().port())) {
            return;
        }
        if (matcher.full()) {
            table.drops().count(DropReason.SPAN_OVERFLOW);
            return;
        }
        CallMatcher.Call call =
                span.kind().inbound() ? matcher.server(source, span, window) : matcher.client(source, span, window);
        if (call != null) {
            call(call);
        }
    }

    private void request(Source source, Span span, long window) {
        String name = span.name().length() > nameLength ? span.name().substring(0, nameLength) : span.name();
        print.from(source.high(), source.low()).then("span").then(name).then(span.failed() ? 1 : 0);
        add(span, window, () -> table.resolver().span(source, name, span.failed()));
    }

    private void call(CallMatcher.Call call) {
        Source caller = call.caller();
        EntityId callee = call.callee();
        if (callee.equals(caller.whole())) {
            return;
        }
        EntityId edge = dependencies.edge(caller.whole(), callee, call.span().end());
        boolean failed = call.span().failed();
        print.from(caller.high(), caller.low()).then("call").then(edge.text()).then(failed ? 1 : 0);
        add(
                call.span(),
                table.clock().window(call.span().end()),
                () -> table.resolver().call(caller, edge, failed));
    }

    private void add(Span span, long window, Supplier<@Nullable Stream> resolve) {
        int number = table.streams().of(print, window, resolve);
        Stream stream = number < 0 ? null : table.table().stream(number);
        if (stream != null) {
            table.accumulator().event(number, stream, span.seconds(), span.end());
        }
    }
}
