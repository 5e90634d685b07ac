package nightshift.app.server;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// A text that is asked for and not waited for: empty when it does not come within a while, or fails. Who asks again
/// while the first question hangs leaves another thread behind. Safe from any thread.
///
/// @param source may hang
/// @param within how long it is waited for
record WithinReach(Supplier<String> source, Duration within) implements Supplier<String> {
    @Override
    public String get() {
        FutureTask<String> asked = new FutureTask<>(source::get);
        Thread.ofVirtual().name("within-reach").start(asked);
        try {
            return asked.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException outOfReach) {
            return "";
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
