package nightshift.observe.otlp.request;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import nightshift.observe.otlp.wire.Refusal;
import nightshift.observe.otlp.wire.RefusedException;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyFramedInputStream;

/// Unpacks the body of an HTTP request, never to more than a limit: what would be larger is given up half-way.
public final class Compression {
    /// 64 MiB: no encoder of telemetry looks back farther.
    private static final int ZSTD_WINDOW_LOG = 26;
    private static final byte[] SNAPPY_FRAME = {(byte) 0xff, 6, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y'};

    private final int limit;

    /// @param limit bytes that may come out
    public Compression(int limit) {
        this.limit = limit;
    }

    /// @param encoding the Content-Encoding; empty for none
    public byte[] unpack(String encoding, byte[] body) throws RefusedException {
        String name = encoding.toLowerCase(Locale.ROOT).strip();
        try {
            return switch (name) {
                case "", "identity" -> body;
                case "gzip" -> read(new GZIPInputStream(new ByteArrayInputStream(body)));
                case "zlib", "deflate" -> read(new InflaterInputStream(new ByteArrayInputStream(body)));
                case "zstd" -> read(zstd(new ByteArrayInputStream(body)));
                case "snappy" -> snappy(body);
                default ->
                    throw new RefusedException(
                            Refusal.UNKNOWN_ENCODING,
                            "unknown Content-Encoding '" + encoding
                                    + "'; expected gzip, zstd, snappy, deflate or none");
            };
        } catch (IOException | RuntimeException e) {
            throw new RefusedException(
                    Refusal.UNDECODABLE, "the " + name + " body can't be decompressed: " + e.getMessage());
        }
    }

    /// A stream that refuses frames with an unreasonable window.
    public static InputStream zstd(InputStream packed) throws IOException {
        return new ZstdInputStream(packed).setLongMax(ZSTD_WINDOW_LOG);
    }

    /// The block format; but old collectors sent frames under that name.
    private byte[] snappy(byte[] body) throws IOException, RefusedException {
        if (Arrays.equals(body, 0, Math.min(body.length, SNAPPY_FRAME.length), SNAPPY_FRAME, 0, SNAPPY_FRAME.length)) {
            return read(new SnappyFramedInputStream(new ByteArrayInputStream(body)));
        }
        if (body.length == 0) {
            return body;
        }
        if (Snappy.uncompressedLength(body) > limit) {
            throw tooLarge();
        }
        return Snappy.uncompress(body);
    }

    private byte[] read(InputStream unpacked) throws IOException, RefusedException {
        try (unpacked) {
            byte[] bytes = unpacked.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw tooLarge();
            }
            return bytes;
        }
    }

    private RefusedException tooLarge() {
        return new RefusedException(
                Refusal.TOO_LARGE,
                "the body is larger than " + limit + " bytes after decompression; send smaller batches");
    }
}
