package nightshift.simulate.shop;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The queue of orders that wait to be worked off.
final class OrderQueue {
    private final Deque<Trip> messages = new ArrayDeque<>();

    void add(Trip trip) {
        messages.add(trip);
    }

    @Nullable
    Trip poll() {
        return messages.poll();
    }

    int depth() {
        return messages.size();
    }
}
