package nightshift.simulate.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes recordings as the recorder does.
final class RecordingFiles {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    RecordingFiles record(String header, byte... body) throws IOException {
        byte[] text = header.getBytes(UTF_8);
        out.writeInt(text.length);
        out.write(text);
        out.writeInt(body.length);
        out.write(body);
        return this;
    }

    RecordingFiles length(int length) throws IOException {
        out.writeInt(length);
        return this;
    }

    Path to(Path file) throws IOException {
        try (ZstdOutputStream packed = new ZstdOutputStream(Files.newOutputStream(file))) {
            bytes.writeTo(packed);
        }
        return file;
    }
}
