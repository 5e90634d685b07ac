package nightshift.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// A page of the watchdog has the journal's last link, where the journal answers.
class WithinReachTest {
    @Test
    void whatAnswersIsTold() {
        assertThat(new WithinReach(() -> "abc", Duration.ofMinutes(1)).get()).isEqualTo("abc");
    }

    @Test
    void whatHangsOrFailsIsNotWaitedFor() {
        CountDownLatch never = new CountDownLatch(1);
        WithinReach hangs = new WithinReach(
                () -> {
                    try {
                        never.await();
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                    return "late";
                },
                Duration.ofMillis(1));

        assertThat(hangs.get()).isEmpty();
        assertThat(new WithinReach(
                                () -> {
                                    throw new IllegalStateException("the disk is gone");
                                },
                                Duration.ofMinutes(1))
                        .get())
                .isEmpty();
        never.countDown();
    }
}
