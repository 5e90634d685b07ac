package nightshift.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import nightshift.fact.decision.Command;

/// Orders waiting for their turn. Filled from any thread; looked at by the loop's, and let go when the turn
/// that applied them is written. A full inbox refuses: a place is reserved before an order is journalled, so
/// that what was refused is not carried out after a restart.
final class Inbox {
    /// People give a handful of orders a minute; 256 of about 200 bytes each are 50 kB at most.
    private static final int CAPACITY = 256;

    private final AtomicInteger places;
    private final Queue<Command> fresh = new ConcurrentLinkedQueue<>();

    /// @param promised orders of an earlier life of the process; however many they are, they have their place
    Inbox(List<Command> promised) {
        places = new AtomicInteger(CAPACITY - promised.size());
        fresh.addAll(promised);
    }

    /// Reserves a place for one order; false when it is full.
    boolean reserve() {
        return places.getAndUpdate(free -> free > 0 ? free - 1 : free) > 0;
    }

    /// Puts an order in its reserved place.
    void put(Command order) {
        fresh.add(order);
    }

    /// Gives a reserved place back.
    void giveBack() {
        places.incrementAndGet();
    }

    /// What nobody has looked at yet, oldest first; it stays so.
    List<Command> waiting() {
        return List.copyOf(fresh);
    }

    /// What came since it was looked at last, oldest first.
    List<Command> look() {
        List<Command> orders = new ArrayList<>();
        for (Command next = fresh.poll(); next != null; next = fresh.poll()) {
            orders.add(next);
        }
        return orders;
    }

    /// Puts orders that were looked at back, to be looked at with the next turn; they keep their places.
    void carryOver(List<Command> orders) {
        places.addAndGet(-orders.size());
        fresh.addAll(orders);
    }

    /// Lets go of orders that were looked at.
    void taken(List<Command> orders) {
        places.addAndGet(orders.size());
    }
}
