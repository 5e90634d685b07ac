package nightshift.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import nightshift.fact.decision.Command;

/// Orders waiting for the next turn. Filled from any thread, drained by the loop's; a full inbox refuses.
final class Inbox {
    /// People give a handful of orders a minute; 256 of about 200 bytes each are 50 kB at most.
    private static final int CAPACITY = 256;

    private final BlockingQueue<Command> waiting = new ArrayBlockingQueue<>(CAPACITY);

    boolean offer(Command command) {
        return waiting.offer(command);
    }

    boolean full() {
        return waiting.remainingCapacity() == 0;
    }

    List<Command> drain() {
        List<Command> orders = new ArrayList<>();
        waiting.drainTo(orders);
        return orders;
    }
}
