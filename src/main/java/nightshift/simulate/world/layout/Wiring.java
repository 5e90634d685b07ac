package nightshift.simulate.world.layout;

import java.util.List;
import java.util.function.ToIntFunction;

/// A layout's lists as arrays, turned so that each step of a second finds what it needs without a search.
/// An index is one of the layout's; a place is one within the service. None is -1.
public final class Wiring {
    public final int[][] operations;
    public final int[][] calls;
    public final int[][] pools;
    public final int[][] callsOfOperation;
    public final int[] operationPlace;
    public final int[] callPlace;
    public final int[] poolPlace;
    public final int[] queueOfConsumer;
    public final int[] entryOfOperation;
    public final int[] entryOfQueue;
    /// The entry whose users depend on an operation's answers or messages, of entries and consumers alone.
    public final int[] entryServed;

    /// The volume that an operation needs room on.
    public final int[] volumeOfWriter;

    public Wiring(Layout layout) {
        List<Service> services = layout.services();
        operations = indices(services, s -> layout.operationsOf(s.index()), Operation::index);
        calls = indices(services, s -> layout.callsOf(s.index()), Call::index);
        pools = indices(services, s -> layout.poolsOf(s.index()), Pool::index);
        callsOfOperation = indices(
                layout.operations(),
                o -> layout.calls().stream()
                        .filter(c -> c.caller() == o.index())
                        .toList(),
                Call::index);
        operationPlace = places(operations, layout.operations().size());
        callPlace = places(calls, layout.calls().size());
        poolPlace = places(pools, layout.pools().size());
        queueOfConsumer = filled(layout.operations().size());
        layout.queues().forEach(queue -> queueOfConsumer[queue.consumer()] = queue.index());
        entryOfOperation = filled(layout.operations().size());
        List<Operation> entries = layout.entries();
        for (int entry = 0; entry < entries.size(); entry++) {
            entryOfOperation[entries.get(entry).index()] = entry;
        }
        entryOfQueue = entriesOfQueues(layout);
        volumeOfWriter = filled(layout.operations().size());
        layout.volumes().forEach(volume -> volumeOfWriter[volume.writer()] = volume.index());
        entryServed = entryOfOperation.clone();
        layout.queues().forEach(queue -> entryServed[queue.consumer()] = entryOfQueue[queue.index()]);
    }

    public static int poolOf(Call call) {
        return call.way() instanceof Call.Way.ThroughPool(int pool) ? pool : -1;
    }

    static int queueOf(Call call) {
        return call.way() instanceof Call.Way.ThroughQueue(int queue) ? queue : -1;
    }

    /// The first entry that leads to each queue.
    private int[] entriesOfQueues(Layout layout) {
        int[] reached = entryOfOperation.clone();
        int[] ofQueue = filled(layout.queues().size());
        for (int operation = 0; operation < reached.length; operation++) {
            for (int call : callsOfOperation[operation]) {
                int callee = layout.calls().get(call).callee();
                reached[callee] = reached[callee] < 0 ? reached[operation] : reached[callee];
                int queue = queueOf(layout.calls().get(call));
                if (queue >= 0 && ofQueue[queue] < 0) {
                    ofQueue[queue] = reached[operation];
                }
            }
        }
        return ofQueue;
    }

    private static <T, U> int[][] indices(
            List<T> owners, java.util.function.Function<T, List<U>> owned, ToIntFunction<U> index) {
        return owners.stream()
                .map(owner -> owned.apply(owner).stream().mapToInt(index).toArray())
                .toArray(int[][]::new);
    }

    private static int[] places(int[][] owned, int size) {
        int[] places = filled(size);
        for (int[] some : owned) {
            for (int place = 0; place < some.length; place++) {
                places[some[place]] = place;
            }
        }
        return places;
    }

    private static int[] filled(int size) {
        int[] none = new int[size];
        java.util.Arrays.fill(none, -1);
        return none;
    }
}
