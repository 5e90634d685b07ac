package nightshift.app.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// When a server's process ended because its JVM could not go on: milliseconds since 1970, one a line, in
/// `broken-ends` of the data directory. The file is open and its buffer made from the start on, since an end is noted
/// when there may be no memory left for either.
final class BrokenEnds implements AutoCloseable {
    /// Two ends closer than this are taken for a row: whatever ended the first process ended the second.
    static final Duration ROW = Duration.ofMinutes(10);

    private static final int DIGITS = 13;

    private final InstantSource clock;
    private final FileChannel file;
    private final ByteBuffer line = ByteBuffer.allocateDirect(DIGITS + 1);
    private final boolean row;

    private BrokenEnds(InstantSource clock, FileChannel file, boolean row) {
        this.clock = clock;
        this.file = file;
        this.row = row;
    }

    /// Opens the file, and forgets all but the last end; after a row also that one, so that a row is told once.
    ///
    /// @throws UncheckedIOException when the directory can't be written
    static BrokenEnds open(Path data, InstantSource clock) {
        try {
            Files.createDirectories(data);
            Path path = data.resolve("broken-ends");
            List<Instant> ends = read(path);
            boolean row = ends.size() >= 2
                    && Duration.between(ends.get(ends.size() - 2), ends.getLast())
                                    .compareTo(ROW)
                            <= 0;
            String kept = row || ends.isEmpty() ? "" : ends.getLast().toEpochMilli() + "\n";
            Files.writeString(path, kept, US_ASCII);
            return new BrokenEnds(clock, FileChannel.open(path, StandardOpenOption.APPEND), row);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("can't write to the data directory " + data, unwritable);
        }
    }

    /// Whether the two processes before this one ended so within [#ROW] of each other.
    boolean row() {
        return row;
    }

    /// Notes an end, now. Makes no object; fails silently, since there is nobody left to tell.
    void note() {
        line.clear();
        long divisor = 1_000_000_000_000L; // of thirteen digits, which last until the year 2286
        long millis = clock.millis();
        for (int i = 0; i < DIGITS; i++) {
            line.put((byte) ('0' + millis / divisor % 10));
            divisor /= 10;
        }
        line.put((byte) '\n').flip();
        try {
            file.write(line);
        } catch (IOException unwritable) {
            line.clear();
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException unwritable) {
            throw new UncheckedIOException("can't close the file of broken ends", unwritable);
        }
    }

    /// Lines that are no time, such as the half of one, are passed over.
    private static List<Instant> read(Path path) throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        List<Instant> ends = new ArrayList<>();
        for (String line : Files.readAllLines(path, US_ASCII)) {
            if (line.length() == DIGITS && line.chars().allMatch(Character::isDigit)) {
                ends.add(Instant.ofEpochMilli(Long.parseLong(line)));
            }
        }
        return ends;
    }
}
