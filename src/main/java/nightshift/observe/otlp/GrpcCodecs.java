package nightshift.observe.otlp;

import com.github.luben.zstd.ZstdOutputStream;
import io.grpc.Codec;
import io.grpc.DecompressorRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import nightshift.observe.otlp.request.Compression;
import org.xerial.snappy.SnappyFramedInputStream;
import org.xerial.snappy.SnappyFramedOutputStream;

/// The message encodings that collectors use beside gzip. gRPC says "snappy" and means the framed stream format; over
/// HTTP the same word means the block format. The size limit is gRPC's own: it counts what comes out.
enum GrpcCodecs implements Codec {
    ZSTD("zstd") {
        @Override
        public InputStream decompress(InputStream stream) throws IOException {
            return Compression.zstd(stream);
        }

        @Override
        public OutputStream compress(OutputStream stream) throws IOException {
            return new ZstdOutputStream(stream);
        }
    },
    SNAPPY("snappy") {
        @Override
        public InputStream decompress(InputStream stream) throws IOException {
            return new SnappyFramedInputStream(stream);
        }

        @Override
        public OutputStream compress(OutputStream stream) throws IOException {
            return new SnappyFramedOutputStream(stream);
        }
    };

    private final String encoding;

    GrpcCodecs(String encoding) {
        this.encoding = encoding;
    }

    @Override
    public String getMessageEncoding() {
        return encoding;
    }

    /// None, gzip, zstd, snappy.
    static DecompressorRegistry decompressors() {
        DecompressorRegistry all = DecompressorRegistry.getDefaultInstance();
        for (GrpcCodecs codec : values()) {
            all = all.with(codec, true);
        }
        return all;
    }
}
