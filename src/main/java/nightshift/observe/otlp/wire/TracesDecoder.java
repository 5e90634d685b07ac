package nightshift.observe.otlp.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nightshift.observe.intake.Fingerprint;
import nightshift.observe.intake.Resource;
import nightshift.observe.intake.Span;

/// Decodes one `ExportTraceServiceRequest` from bytes. Events, links and most attributes are passed over.
public final class TracesDecoder {
    private static final int RESOURCE_SPANS = 1 << 3 | WireReader.BYTES;
    private static final int SCOPE_SPANS = 2 << 3 | WireReader.BYTES;
    private static final int SPAN = 2 << 3 | WireReader.BYTES;

    private final Map<String, String> names;
    private final int limit;

    /// @param names attributes as sent, and as they are called here
    /// @param limit spans that one request may hold
    public TracesDecoder(Map<String, String> names, int limit) {
        this.names = Map.copyOf(names);
        this.limit = limit;
    }

    public List<Span> decode(byte[] body) throws RefusedException {
        List<Span> spans = new ArrayList<>();
        SpanReader reader = new SpanReader(body, names);
        Fingerprint print = new Fingerprint();
        WireReader in = new WireReader(body);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == RESOURCE_SPANS) {
                int end = in.bytesEnd();
                Resource resource = ResourceReader.resource(body, in.at(), end, print);
                resourceSpans(body, in.at(), end, resource, reader, spans);
                in.moveTo(end);
            } else {
                in.skip(tag);
            }
        }
        return spans;
    }

    private void resourceSpans(byte[] body, int from, int to, Resource resource, SpanReader reader, List<Span> spans)
            throws RefusedException {
        WireReader in = new WireReader(body).open(from, to);
        WireReader scope = new WireReader(body);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == SCOPE_SPANS) {
                int end = in.bytesEnd();
                scope.open(in.at(), end);
                for (int inner = scope.tag(); inner != 0; inner = scope.tag()) {
                    if (inner == SPAN) {
                        int spanEnd = scope.bytesEnd();
                        add(reader.read(scope.at(), spanEnd, resource), spans);
                        scope.moveTo(spanEnd);
                    } else {
                        scope.skip(inner);
                    }
                }
                in.moveTo(end);
            } else {
                in.skip(tag);
            }
        }
    }

    private void add(Span span, List<Span> spans) throws RefusedException {
        if (spans.size() == limit) {
            throw new RefusedException(
                    Refusal.TOO_LARGE, "more than " + limit + " spans in one request; send smaller batches");
        }
        spans.add(span);
    }
}
