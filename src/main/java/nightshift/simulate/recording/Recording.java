package nightshift.simulate.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A file of export requests in the order of their arrival, read from its beginning to its end: a zstd frame that holds
/// records of a length (uint32, big-endian), a JSON header, a length and a body. Used by one thread.
public final class Recording implements AutoCloseable {
    private static final int BUFFER = 1 << 20;

    /// No request is larger; a length beyond it is not a length.
    private static final int LARGEST = 256 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final DataInputStream in;
    private int records = 0;

    private Recording(Path file, DataInputStream in) {
        this.file = file;
        this.in = in;
    }

    /// @throws RecordingException when the file is not there or no zstd frame
    public static Recording open(Path file) {
        try {
            return new Recording(
                    file,
                    new DataInputStream(new BufferedInputStream(
                            new ZstdInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER)), BUFFER)));
        } catch (IOException unreadable) {
            throw new RecordingException("the recording can't be read: " + unreadable, unreadable);
        }
    }

    /// The next request; empty at the end.
    ///
    /// @throws RecordingException when what follows is no record
    public Optional<RecordedRequest> next() {
        try {
            int length;
            try {
                length = in.readInt();
            } catch (EOFException end) {
                return Optional.empty();
            }
            records++;
            JsonNode header = JSON.readTree(in.readNBytes(plausible(length)));
            byte[] body = whole(in.readInt());
            return Optional.of(new RecordedRequest(
                    Instant.ofEpochMilli(header.required("t").longValue()),
                    word(RecordedRequest.Transport.class, header.required("transport")),
                    word(RecordedRequest.Signal.class, header.required("signal")),
                    body));
        } catch (IOException | IllegalArgumentException broken) {
            throw new RecordingException(
                    file + ": record " + records + " can't be read, expected a length, a JSON header with t,"
                            + " transport and signal, a length and a body: " + broken.getMessage(),
                    broken);
        }
    }

    private byte[] whole(int length) throws IOException {
        byte[] body = in.readNBytes(plausible(length));
        if (body.length < length) {
            throw new EOFException("the file ends within it");
        }
        return body;
    }

    private static int plausible(int length) {
        if (length < 0 || length > LARGEST) {
            throw new IllegalArgumentException("a length of " + Integer.toUnsignedString(length) + " bytes");
        }
        return length;
    }

    private static <E extends Enum<E>> E word(Class<E> type, JsonNode node) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(node.asText())) {
                return constant;
            }
        }
        throw new IllegalArgumentException("'" + node.asText() + "' is none of "
                + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException open) {
            throw new RecordingException(file + " can't be closed: " + open.getMessage(), open);
        }
    }
}
