package nightshift.observe.otlp.wire;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/// Reads OTLP's `KeyValue` and `AnyValue` as texts: numbers and booleans as they print, lists in brackets.
final class AttributeReader {
    private static final int KEY = 1 << 3 | WireReader.BYTES;
    private static final int VALUE = 2 << 3 | WireReader.BYTES;
    private static final int STRING = 1 << 3 | WireReader.BYTES;
    private static final int BOOL = 2 << 3 | WireReader.VARINT;
    private static final int INT = 3 << 3 | WireReader.VARINT;
    private static final int DOUBLE = 4 << 3 | WireReader.FIXED64;
    private static final int ARRAY = 5 << 3 | WireReader.BYTES;
    private static final int MAP = 6 << 3 | WireReader.BYTES;
    private static final int RAW = 7 << 3 | WireReader.BYTES;
    private static final int ELEMENT = 1 << 3 | WireReader.BYTES;
    private static final int DEEPEST = 16;

    private AttributeReader() {}

    /// The attributes of a message between two offsets.
    ///
    /// @param tag of the message's attributes field
    static Map<String, String> attributes(byte[] data, int from, int to, int tag) throws RefusedException {
        Map<String, String> attributes = new HashMap<>();
        WireReader in = new WireReader(data).open(from, to);
        for (int next = in.tag(); next != 0; next = in.tag()) {
            if (next == tag) {
                int end = in.bytesEnd();
                keyValue(data, in.at(), end, attributes, 0);
                in.moveTo(end);
            } else {
                in.skip(next);
            }
        }
        return attributes;
    }

    /// The text of an `AnyValue` between two offsets; empty if it holds none.
    static String value(byte[] data, int from, int to) throws RefusedException {
        return value(data, from, to, 0);
    }

    private static void keyValue(byte[] data, int from, int to, Map<String, String> into, int depth)
            throws RefusedException {
        WireReader in = new WireReader(data).open(from, to);
        String key = "";
        String value = "";
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == KEY) {
                key = in.text();
            } else if (tag == VALUE) {
                int end = in.bytesEnd();
                value = value(data, in.at(), end, depth);
                in.moveTo(end);
            } else {
                in.skip(tag);
            }
        }
        into.put(key, value);
    }

    private static String value(byte[] data, int from, int to, int depth) throws RefusedException {
        if (depth > DEEPEST) {
            throw RefusedException.undecodable("an attribute is nested too deeply", from);
        }
        WireReader in = new WireReader(data).open(from, to);
        String value = "";
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case STRING -> value = in.text();
                case BOOL -> value = in.varint() != 0 ? "true" : "false";
                case INT -> value = Long.toString(in.varint());
                case DOUBLE -> value = Double.toString(in.float64());
                case ARRAY -> {
                    int end = in.bytesEnd();
                    value = list(data, in.at(), end, depth);
                    in.moveTo(end);
                }
                case MAP -> {
                    int end = in.bytesEnd();
                    value = map(data, in.at(), end, depth);
                    in.moveTo(end);
                }
                case RAW -> {
                    int end = in.bytesEnd();
                    value = Base64.getEncoder().encodeToString(Arrays.copyOfRange(data, in.at(), end));
                    in.moveTo(end);
                }
                default -> in.skip(tag);
            }
        }
        return value;
    }

    private static String list(byte[] data, int from, int to, int depth) throws RefusedException {
        WireReader in = new WireReader(data).open(from, to);
        StringJoiner list = new StringJoiner(", ", "[", "]");
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == ELEMENT) {
                int end = in.bytesEnd();
                list.add(value(data, in.at(), end, depth + 1));
                in.moveTo(end);
            } else {
                in.skip(tag);
            }
        }
        return list.toString();
    }

    private static String map(byte[] data, int from, int to, int depth) throws RefusedException {
        Map<String, String> fields = new TreeMap<>();
        WireReader in = new WireReader(data).open(from, to);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == ELEMENT) {
                int end = in.bytesEnd();
                keyValue(data, in.at(), end, fields, depth + 1);
                in.moveTo(end);
            } else {
                in.skip(tag);
            }
        }
        return fields.toString();
    }
}
