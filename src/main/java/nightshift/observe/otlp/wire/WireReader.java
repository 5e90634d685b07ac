package nightshift.observe.otlp.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A cursor over protobuf's wire format. Reads between two offsets of one array, checks every length before it is used,
/// and skips what the caller does not know, groups included. Not safe for several threads.
public final class WireReader {
    /// Wire types, the lower three bits of a tag.
    static final int VARINT = 0;
    public static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int GROUP = 3;
    static final int END_GROUP = 4;
    static final int FIXED32 = 5;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /// As deep as protobuf's own parsers go.
    private static final int DEEPEST_GROUP = 100;

    private final byte[] data;
    private int at;
    private int end;

    WireReader(byte[] data) {
        this.data = data;
        this.end = data.length;
    }

    byte[] data() {
        return data;
    }

    /// Where the cursor is.
    int at() {
        return at;
    }

    /// Goes on between two offsets.
    WireReader open(int from, int to) {
        at = from;
        end = to;
        return this;
    }

    /// The next field's tag, 0 at the end.
    int tag() throws RefusedException {
        if (at >= end) {
            return 0;
        }
        int from = at;
        long tag = varint();
        if (tag >>> 3 == 0 || tag >>> 32 != 0) {
            throw RefusedException.undecodable("invalid protobuf tag", from);
        }
        return (int) tag;
    }

    long varint() throws RefusedException {
        int from = at;
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (at >= end) {
                throw RefusedException.undecodable("truncated number", from);
            }
            byte next = data[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw RefusedException.undecodable("number of more than ten bytes", from);
    }

    long fixed64() throws RefusedException {
        need(Long.BYTES);
        long value = (long) LONG.get(data, at);
        at += Long.BYTES;
        return value;
    }

    double float64() throws RefusedException {
        return Double.longBitsToDouble(fixed64());
    }

    /// Reads a length; the field's bytes are from [#at] to the result. The cursor stays before them.
    int bytesEnd() throws RefusedException {
        int from = at;
        long length = varint();
        if (length < 0 || length > end - at) {
            throw RefusedException.undecodable("a field is longer than what holds it", from);
        }
        return at + (int) length;
    }

    /// Moves past the bytes of a field.
    void moveTo(int offset) {
        at = offset;
    }

    String text() throws RefusedException {
        int to = bytesEnd();
        String text = text(at, to);
        at = to;
        return text;
    }

    /// Bytes that are not UTF-8 become U+FFFD: a sender's slip must not cost its batch.
    String text(int from, int to) {
        return new String(data, from, to - from, StandardCharsets.UTF_8);
    }

    /// Moves past the value of a field that nobody asked for.
    void skip(int tag) throws RefusedException {
        skip(tag, 0);
    }

    private void skip(int tag, int depth) throws RefusedException {
        switch (tag & 7) {
            case VARINT -> varint();
            case FIXED64 -> {
                need(Long.BYTES);
                at += Long.BYTES;
            }
            case BYTES -> at = bytesEnd();
            case GROUP -> skipGroup(tag, depth);
            case FIXED32 -> {
                need(Integer.BYTES);
                at += Integer.BYTES;
            }
            default -> throw RefusedException.undecodable("invalid protobuf wire type", at);
        }
    }

    private void skipGroup(int tag, int depth) throws RefusedException {
        if (depth >= DEEPEST_GROUP) {
            throw RefusedException.undecodable("groups nested too deeply", at);
        }
        while (true) {
            int inner = tag();
            if (inner == 0) {
                throw RefusedException.undecodable("group without an end", at);
            }
            if ((inner & 7) == END_GROUP) {
                if (inner >>> 3 != tag >>> 3) {
                    throw RefusedException.undecodable("group with another's end", at);
                }
                return;
            }
            skip(inner, depth + 1);
        }
    }

    private void need(int bytes) throws RefusedException {
        if (end - at < bytes) {
            throw RefusedException.undecodable("truncated field", at);
        }
    }
}
