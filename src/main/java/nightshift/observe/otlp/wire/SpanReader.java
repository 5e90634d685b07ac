package nightshift.observe.otlp.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nightshift.observe.intake.Resource;
import nightshift.observe.intake.Span;
import nightshift.observe.intake.SpanKind;

/// Reads one `Span`. Of its attributes only those are made into texts that say whom it called or whether it failed.
final class SpanReader {
    private static final int TRACE_ID = 1 << 3 | WireReader.BYTES;
    private static final int SPAN_ID = 2 << 3 | WireReader.BYTES;
    private static final int PARENT_ID = 4 << 3 | WireReader.BYTES;
    private static final int NAME = 5 << 3 | WireReader.BYTES;
    private static final int KIND = 6 << 3 | WireReader.VARINT;
    private static final int START = 7 << 3 | WireReader.FIXED64;
    private static final int END = 8 << 3 | WireReader.FIXED64;
    private static final int ATTRIBUTE = 9 << 3 | WireReader.BYTES;
    private static final int STATUS = 15 << 3 | WireReader.BYTES;
    private static final int STATUS_CODE = 3 << 3 | WireReader.VARINT;
    private static final int ERROR = 2;
    private static final int KEY = 1 << 3 | WireReader.BYTES;
    private static final int VALUE = 2 << 3 | WireReader.BYTES;

    private static final String HTTP_STATUS = "http.response.status_code";
    private static final String ERROR_TYPE = "error.type";
    private static final List<String> WANTED = Stream.concat(
                    Stream.of(HTTP_STATUS, ERROR_TYPE), Span.Peer.ATTRIBUTES.stream())
            .toList();

    private final byte[] body;
    private final WireReader in;
    private final WireReader part;
    /// Name as sent to name here.
    private final Map<String, String> wanted = new HashMap<>();
    private long wantedLengths;
    private final Map<String, String> attributes = new HashMap<>();
    private final long[] trace = new long[2];
    private final long[] spanId = new long[1];
    private final long[] parent = new long[1];
    private String name = "";
    private SpanKind kind = SpanKind.UNSPECIFIED;
    private long start;
    private long end;
    private boolean error;

    SpanReader(byte[] body, Map<String, String> names) {
        this.body = body;
        this.in = new WireReader(body);
        this.part = new WireReader(body);
        for (String name : WANTED) {
            want(name, name);
        }
        names.forEach((sent, here) -> {
            if (wanted.containsKey(here)) {
                want(sent, here);
            }
        });
    }

    private void want(String sent, String here) {
        wanted.put(sent, here);
        wantedLengths |= 1L << sent.length();
    }

    /// Reads the span between two offsets.
    Span read(int from, int to, Resource resource) throws RefusedException {
        attributes.clear();
        trace[0] = trace[1] = spanId[0] = parent[0] = 0;
        name = "";
        kind = SpanKind.UNSPECIFIED;
        start = end = 0;
        error = false;
        in.open(from, to);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            field(tag);
        }
        return new Span(
                resource,
                trace[0],
                trace[1],
                spanId[0],
                parent[0],
                kind,
                name,
                start,
                end,
                failed(),
                Span.Peer.of(attributes));
    }

    private void field(int tag) throws RefusedException {
        switch (tag) {
            case TRACE_ID -> id(trace, "trace id");
            case SPAN_ID -> id(spanId, "span id");
            case PARENT_ID -> id(parent, "parent span id");
            case NAME -> name = in.text();
            case KIND -> kind = SpanKind.of((int) in.varint());
            case START -> start = in.fixed64();
            case END -> end = in.fixed64();
            case ATTRIBUTE -> attribute();
            case STATUS -> status();
            default -> in.skip(tag);
        }
    }

    /// An id is all of its bytes, or empty.
    private void id(long[] into, String what) throws RefusedException {
        int to = in.bytesEnd();
        int length = to - in.at();
        if (length != 0 && length != into.length * Long.BYTES) {
            throw RefusedException.undecodable(
                    "a " + what + " of " + length + " bytes, expected " + into.length * Long.BYTES, in.at());
        }
        for (int i = 0; i < into.length; i++) {
            into[i] = length == 0 ? 0 : in.fixed64();
        }
    }

    private void status() throws RefusedException {
        int to = in.bytesEnd();
        part.open(in.at(), to);
        for (int tag = part.tag(); tag != 0; tag = part.tag()) {
            if (tag == STATUS_CODE) {
                error = part.varint() == ERROR;
            } else {
                part.skip(tag);
            }
        }
        in.moveTo(to);
    }

    private void attribute() throws RefusedException {
        int to = in.bytesEnd();
        part.open(in.at(), to);
        String here = "";
        int valueFrom = 0;
        int valueTo = 0;
        for (int tag = part.tag(); tag != 0; tag = part.tag()) {
            if (tag == KEY) {
                int keyTo = part.bytesEnd();
                here = nameHere(part.at(), keyTo);
                part.moveTo(keyTo);
            } else if (tag == VALUE) {
                valueTo = part.bytesEnd();
                valueFrom = part.at();
                part.moveTo(valueTo);
            } else {
                part.skip(tag);
            }
        }
        if (!here.isEmpty()) {
            attributes.put(here, AttributeReader.value(body, valueFrom, valueTo));
        }
        in.moveTo(to);
    }

    /// Empty for an attribute that does not matter, which its length mostly tells.
    private String nameHere(int from, int to) {
        boolean possible = (wantedLengths & 1L << (to - from)) != 0;
        return possible ? wanted.getOrDefault(in.text(from, to), "") : "";
    }

    private boolean failed() {
        String status = attributes.getOrDefault(HTTP_STATUS, "");
        return error
                || !attributes.getOrDefault(ERROR_TYPE, "").isEmpty()
                || (status.length() == 3 && status.charAt(0) == '5');
    }
}
