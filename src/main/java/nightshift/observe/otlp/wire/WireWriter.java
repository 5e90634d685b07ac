package nightshift.observe.otlp.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes the few small messages that a receiver answers with.
public final class WireWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// A number; left out when it is 0, as protobuf does.
    public WireWriter number(int field, long value) {
        if (value != 0) {
            varint((long) field << 3 | WireReader.VARINT);
            varint(value);
        }
        return this;
    }

    /// A text; left out when it is empty.
    public WireWriter text(int field, String value) {
        return value.isEmpty() ? this : bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /// A message, also an empty one.
    public WireWriter bytes(int field, byte[] value) {
        varint((long) field << 3 | WireReader.BYTES);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    public byte[] toBytes() {
        return out.toByteArray();
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
