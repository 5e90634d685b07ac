package nightshift.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import nightshift.fact.telemetry.IntakeStatus;
import nightshift.observe.intake.LogRecord;
import nightshift.observe.intake.Receipt;
import nightshift.observe.naming.SignalDictionary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who asks what came in does not wait for who sends.
class AskedWhileTakingInTest {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private final Observer observer = new Observer(ObserveConfig.defaults(), SignalDictionary.shipped());

    @Test
    @Timeout(30)
    void whatIsKnownIsToldWhileARequestIsTakenIn() throws Exception {
        // Given
        IntakeStatus before = observer.status();
        Endless batch = new Endless();
        try (ExecutorService sender = Executors.newSingleThreadExecutor()) {
            Future<Receipt> sent = sender.submit(() -> observer.logs(batch, NOON));
            assertThat(batch.begun.await(10, TimeUnit.SECONDS)).isTrue();

            // When
            IntakeStatus meanwhile = observer.status();

            // Then
            assertThat(sent.isDone()).isFalse();
            assertThat(meanwhile).isEqualTo(before);
            assertThat(observer.unmapped()).isEmpty();
            assertThat(observer.latest()).isEqualTo(NOON);
            batch.end.countDown();
        }
    }

    /// A request that is being taken in until it may end.
    private static final class Endless extends AbstractList<LogRecord> {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public LogRecord get(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public Iterator<LogRecord> iterator() {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return super.iterator();
        }
    }
}
