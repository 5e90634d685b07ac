package nightshift.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What ends the process, what is noted of it, and what the next start makes of that.
class GuardianTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path data;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final List<Integer> codes = new ArrayList<>();

    @Test
    void anErrorOfTheJvmEndsTheProcessWithACodeOfItsOwn() {
        // When
        endBy(new OutOfMemoryError("Java heap space"));
        endBy(new StackOverflowError());
        endBy(new InternalError());

        // Then
        assertThat(codes).containsExactly(70, 70, 70);
    }

    @Test
    void anythingElseThatEndsAThreadDoesNotEndTheProcess() {
        // When
        endBy(new IllegalStateException("a defect"));
        endBy(new NoClassDefFoundError("x"));
        endBy(new AssertionError());

        // Then
        assertThat(codes).isEmpty();
        assertThat(BrokenEnds.open(data, now::get).row()).isFalse();
    }

    @Test
    void twoEndsWithinTenMinutesAreARow() {
        // Given
        endBy(new OutOfMemoryError());

        // When
        now.set(NOON.plus(Duration.ofMinutes(10)));
        endBy(new OutOfMemoryError());

        // Then
        assertThat(BrokenEnds.open(data, now::get).row()).isTrue();
    }

    @Test
    void twoEndsFurtherApartAreNone() {
        // Given
        endBy(new OutOfMemoryError());

        // When
        now.set(NOON.plus(Duration.ofMinutes(10)).plusMillis(1));
        endBy(new OutOfMemoryError());

        // Then
        assertThat(BrokenEnds.open(data, now::get).row()).isFalse();
    }

    @Test
    void oneEndIsNoRow() {
        // When
        endBy(new OutOfMemoryError());

        // Then
        assertThat(BrokenEnds.open(data, now::get).row()).isFalse();
    }

    @Test
    void aRowIsToldOnceAndTheEndAfterItIsTheFirstOfANewOne() {
        // Given
        endBy(new OutOfMemoryError());
        endBy(new OutOfMemoryError());

        // When
        BrokenEnds.open(data, now::get);
        endBy(new OutOfMemoryError());

        // Then
        assertThat(BrokenEnds.open(data, now::get).row()).isFalse();
        endBy(new OutOfMemoryError());
        assertThat(BrokenEnds.open(data, now::get).row()).isTrue();
    }

    @Test
    void halfALineIsPassedOver() throws IOException {
        // Given
        Files.writeString(data.resolve("broken-ends"), "17723\nno time\n");

        // When, Then
        assertThat(BrokenEnds.open(data, now::get).row()).isFalse();
        assertThat(data.resolve("broken-ends")).isEmptyFile();
    }

    private void endBy(Throwable thrown) {
        try (BrokenEnds ends = BrokenEnds.open(data, now::get)) {
            new Guardian(ends, codes::add).uncaughtException(Thread.currentThread(), thrown);
        }
    }
}
