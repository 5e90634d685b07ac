package nightshift.observe.otlp.wire;

import java.util.HashMap;
import java.util.Map;
import nightshift.observe.intake.Fingerprint;
import nightshift.observe.intake.Resource;

/// Reads the resource out of a `ResourceMetrics`, `ResourceSpans` or `ResourceLogs`: field 1 of each, wherever it
/// stands; a repeated one is merged, as protobuf does.
final class ResourceReader {
    /// Tag of the resource within its envelope.
    static final int RESOURCE = 1 << 3 | WireReader.BYTES;

    private static final int ATTRIBUTES = 1 << 3 | WireReader.BYTES;

    private ResourceReader() {}

    /// Makes the fingerprint of the resource's attributes, in whatever order they come.
    static void fingerprint(byte[] data, int from, int to, Fingerprint print) throws RefusedException {
        print.from(0, 0);
        WireReader in = new WireReader(data).open(from, to);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == RESOURCE) {
                int end = in.bytesEnd();
                addAttributes(data, in.at(), end, print);
                in.moveTo(end);
            } else {
                in.skip(tag);
            }
        }
    }

    /// The attributes of the resource in an envelope.
    static Map<String, String> attributes(byte[] data, int from, int to) throws RefusedException {
        Map<String, String> attributes = new HashMap<>();
        WireReader in = new WireReader(data).open(from, to);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == RESOURCE) {
                int end = in.bytesEnd();
                attributes.putAll(AttributeReader.attributes(data, in.at(), end, ATTRIBUTES));
                in.moveTo(end);
            } else {
                in.skip(tag);
            }
        }
        return attributes;
    }

    /// Both in one.
    static Resource resource(byte[] data, int from, int to, Fingerprint print) throws RefusedException {
        fingerprint(data, from, to, print);
        return new Resource(print.high(), print.low(), attributes(data, from, to));
    }

    private static void addAttributes(byte[] data, int from, int to, Fingerprint print) throws RefusedException {
        WireReader in = new WireReader(data).open(from, to);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == ATTRIBUTES) {
                int end = in.bytesEnd();
                print.add(data, in.at(), end);
                in.moveTo(end);
            } else {
                in.skip(tag);
            }
        }
    }
}
