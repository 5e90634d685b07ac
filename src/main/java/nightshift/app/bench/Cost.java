package nightshift.app.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/// What some work took: time by the clock, and of it this thread's time on a processor, which a busy machine does
/// not stretch.
record Cost(long nanos, long processor, long bytes) {
    static Cost of(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long processor = threads.getCurrentThreadCpuTime();
        long from = System.nanoTime();
        work.run();
        return new Cost(
                System.nanoTime() - from,
                threads.getCurrentThreadCpuTime() - processor,
                threads.getCurrentThreadAllocatedBytes() - bytes);
    }

    static Cost median(List<Cost> costs) {
        return new Cost(
                costs.stream().mapToLong(Cost::nanos).sorted().toArray()[costs.size() / 2],
                costs.stream().mapToLong(Cost::processor).sorted().toArray()[costs.size() / 2],
                costs.stream().mapToLong(Cost::bytes).sorted().toArray()[costs.size() / 2]);
    }
}
