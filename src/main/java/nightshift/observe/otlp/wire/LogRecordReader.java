package nightshift.observe.otlp.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import nightshift.observe.intake.LogRecord;
import nightshift.observe.intake.Resource;

/// Reads one `LogRecord`.
final class LogRecordReader {
    private static final int TIME = 1 << 3 | WireReader.FIXED64;
    private static final int SEVERITY = 2 << 3 | WireReader.VARINT;
    private static final int SEVERITY_TEXT = 3 << 3 | WireReader.BYTES;
    private static final int BODY = 5 << 3 | WireReader.BYTES;
    private static final int ATTRIBUTE = 6 << 3 | WireReader.BYTES;
    private static final int OBSERVED = 11 << 3 | WireReader.FIXED64;
    private static final int EVENT_NAME = 12 << 3 | WireReader.BYTES;
    private static final int KEY = 1 << 3 | WireReader.BYTES;
    private static final byte[] EVENT_KEY = "event.name".getBytes(StandardCharsets.UTF_8);

    private final byte[] body;
    private final WireReader in;
    private final WireReader part;
    private long time;
    private long observed;
    private int severity;
    private String severityText = "";
    private String event = "";
    private boolean eventAttribute;
    private int bodyFrom;
    private int bodyTo;

    LogRecordReader(byte[] body) {
        this.body = body;
        this.in = new WireReader(body);
        this.part = new WireReader(body);
    }

    byte[] body() {
        return body;
    }

    /// Reads the record between two offsets.
    LogRecord read(int from, int to, Resource resource) throws RefusedException {
        time = observed = 0;
        severity = 0;
        severityText = "";
        event = "";
        eventAttribute = false;
        bodyFrom = bodyTo = 0;
        in.open(from, to);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            field(tag);
        }
        int level = severity == 0 ? severity(severityText) : severity;
        long at = time == 0 ? observed : time;
        if (event.isEmpty() && !eventAttribute) {
            return new LogRecord(resource, at, level, "", Map.of(), "");
        }
        Map<String, String> attributes = AttributeReader.attributes(body, from, to, ATTRIBUTE);
        String name = event.isEmpty() ? attributes.getOrDefault("event.name", "") : event;
        return name.equals(LogRecord.CHANGE_EVENT)
                ? new LogRecord(resource, at, level, name, attributes, AttributeReader.value(body, bodyFrom, bodyTo))
                : new LogRecord(resource, at, level, name, Map.of(), "");
    }

    private void field(int tag) throws RefusedException {
        switch (tag) {
            case TIME -> time = in.fixed64();
            case OBSERVED -> observed = in.fixed64();
            case SEVERITY -> severity = (int) in.varint();
            case SEVERITY_TEXT -> severityText = in.text();
            case EVENT_NAME -> event = in.text();
            case BODY -> {
                bodyTo = in.bytesEnd();
                bodyFrom = in.at();
                in.moveTo(bodyTo);
            }
            case ATTRIBUTE -> attribute();
            default -> in.skip(tag);
        }
    }

    /// Older senders put the event's name into an attribute.
    private void attribute() throws RefusedException {
        int to = in.bytesEnd();
        part.open(in.at(), to);
        for (int tag = part.tag(); tag != 0; tag = part.tag()) {
            if (tag == KEY) {
                int end = part.bytesEnd();
                eventAttribute |= Arrays.equals(body, part.at(), end, EVENT_KEY, 0, EVENT_KEY.length);
                part.moveTo(end);
            } else {
                part.skip(tag);
            }
        }
        in.moveTo(to);
    }

    private static int severity(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "trace" -> 1;
            case "debug" -> 5;
            case "info", "information", "notice" -> 9;
            case "warn", "warning" -> 13;
            case "error", "err", "severe" -> 17;
            case "fatal", "critical", "emergency", "alert" -> 21;
            default -> 0;
        };
    }
}
