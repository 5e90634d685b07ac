package nightshift.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class EvaluationThreadTest {
    private static final Duration MOST = Duration.ofMillis(20);

    private final EvaluationThread evaluations = new EvaluationThread();

    @Test
    void whatIsDoneInTimeIsAnsweredAndDoneElsewhere() {
        Thread here = Thread.currentThread();
        assertThat(evaluations.within(MOST, Thread::currentThread))
                .hasValueSatisfying(it -> assertThat(it).isNotSameAs(here));
    }

    @Test
    void whatSpinsIsLeft() {
        // Given
        AtomicBoolean go = new AtomicBoolean(true);

        // When, Then
        assertThat(evaluations.within(MOST, () -> {
                    while (go.get()) {
                        Thread.onSpinWait();
                    }
                    return 1;
                }))
                .isEmpty();
        go.set(false);
    }

    @Test
    void whatWaitsForSomethingThatNeverComesIsLeft() {
        // Given
        CountDownLatch never = new CountDownLatch(1);

        // When, Then
        assertThat(evaluations.within(MOST, () -> {
                    try {
                        never.await();
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                    return 1;
                }))
                .isEmpty();
        never.countDown();
    }

    @Test
    void whatItThrowsIsThrown() {
        assertThatThrownBy(() -> evaluations.within(MOST, () -> {
                    throw new IllegalArgumentException("a rule");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a rule");
        assertThatThrownBy(() -> evaluations.within(MOST, () -> {
                    throw new OutOfMemoryError("full");
                }))
                .isInstanceOf(OutOfMemoryError.class);
    }
}
