package nightshift.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchedThreadTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

    @AfterEach
    void restoreHandler() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, AssertionError.class, NoClassDefFoundError.class})
    void whateverARoundThrowsTheNextOneComes(Class<? extends Throwable> thrown) {
        // Given
        AtomicInteger rounds = new AtomicInteger();

        // When
        try (WatchedThread thread = watched(() -> {
            rounds.incrementAndGet();
            raise(thrown);
        })) {
            await().until(() -> rounds.get() >= 5);

            // Then
            assertThat(thread.failures()).isGreaterThanOrEqualTo(3);
            assertThat(thread.failing()).hasValueSatisfying(row -> {
                assertThat(row.since()).isEqualTo(NOON);
                assertThat(row.last()).contains(thrown.getSimpleName());
            });
            assertThat(thread.trouble())
                    .hasValueSatisfying(trouble -> assertThat(trouble).contains("thread test"));
        }
    }

    @Test
    void aRoundThatSucceedsEndsTheRowAndTheCountStays() {
        // Given
        AtomicInteger rounds = new AtomicInteger();

        // When
        try (WatchedThread thread = watched(() -> {
            if (rounds.incrementAndGet() <= 3) {
                throw new IllegalStateException("not yet");
            }
        })) {
            await().until(() -> rounds.get() >= 5);

            // Then
            assertThat(thread.failing()).isEmpty();
            assertThat(thread.trouble()).isEmpty();
            assertThat(thread.failures()).isEqualTo(3);
        }
    }

    @Test
    void anErrorOfTheJvmGoesToTheHandlerAndTheEndOfTheThreadIsTold() {
        // Given
        AtomicReference<Throwable> handled = new AtomicReference<>();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> handled.set(error));

        // When
        WatchedThread thread = watched(() -> {
            throw new OutOfMemoryError("as the test wants it");
        });

        // Then
        await().dontCatchUncaughtExceptions().until(() -> handled.get() != null);
        assertThat(handled.get()).isInstanceOf(OutOfMemoryError.class);
        await().dontCatchUncaughtExceptions().until(() -> thread.trouble().isPresent());
        assertThat(thread.trouble()).contains("the thread test has ended");
    }

    @Test
    void closingLetsTheRoundThatIsGoingOnEnd() throws InterruptedException {
        // Given
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        WatchedThread thread = watched(() -> {
            inside.countDown();
            awaitQuietly(mayEnd);
            ended.incrementAndGet();
        });
        inside.await();

        // When
        Thread closing = Thread.ofVirtual().start(thread::close);
        mayEnd.countDown();
        closing.join();

        // Then
        assertThat(ended).hasValue(1);
        assertThat(thread.trouble()).isEmpty();
    }

    @Test
    void cancellingInterruptsTheRoundThatIsGoingOn() throws InterruptedException {
        // Given
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        WatchedThread thread = watched(() -> {
            inside.countDown();
            awaitQuietly(never);
            over.countDown();
        });
        inside.await();

        // When
        thread.cancel();

        // Then
        assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static WatchedThread watched(Runnable work) {
        return new WatchedThread("test", work, AT_ONCE, () -> NOON).start();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static void raise(Class<? extends Throwable> type) {
        if (type.equals(AssertionError.class)) {
            throw new AssertionError("as the test wants it");
        }
        if (type.equals(NoClassDefFoundError.class)) {
            throw new NoClassDefFoundError("as the test wants it");
        }
        throw new IllegalStateException("as the test wants it");
    }
}
