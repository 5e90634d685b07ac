package nightshift.simulate.world.layout;

import java.util.List;
import nightshift.simulate.world.chance.Dice;

/// Draws who calls whom in a draft: every service is reached from an entry, each database by whoever shares it.
final class CallGenerator {
    private static final double[] TIMES = {1, 1, 1, 1, 2, 0.5, 0.3};
    private static final double[] TIMEOUTS = {1, 2, 2, 3, 5};
    private static final int[] RETRIES = {0, 0, 0, 1, 1, 2};
    private static final double OPTIONAL = 0.12;
    private static final int[] PROMISES = {20, 30, 60};

    private final Dice dice;
    private final Draft draft;

    CallGenerator(Dice dice, Draft draft) {
        this.dice = dice;
        this.draft = draft;
    }

    void draw() {
        layers();
        idleEntries();
        queues();
        databases();
        for (Draft.Member cache : draft.of(Role.CACHE)) {
            for (int user = 1 + dice.below(3); user > 0; user--) {
                Operation caller = any(draft.operationsOf(any(draft.of(Role.INNER))));
                Call.Patience patience = new Call.Patience(0.25, 0, true);
                draft.call(caller, any(draft.operationsOf(cache)), 1, patience, new Call.Way.Direct());
            }
        }
        for (Draft.Member external : draft.of(Role.EXTERNAL)) {
            Operation caller = any(draft.operationsOf(any(draft.of(Role.INNER))));
            Call.Patience patience = new Call.Patience(dice.chance(0.5) ? 3 : 5, dice.below(2), false);
            draft.call(caller, any(draft.operationsOf(external)), 1, patience, new Call.Way.Direct());
        }
    }

    private void layers() {
        for (Draft.Member inner : draft.of(Role.INNER)) {
            List<Draft.Member> above = draft.members.stream()
                    .filter(member -> member.layer() < inner.layer())
                    .toList();
            List<Draft.Member> next = above.stream()
                    .filter(member -> member.layer() == inner.layer() - 1)
                    .toList();
            Draft.Member first = any(next);
            Draft.Member second = dice.chance(0.35) ? any(above) : first;
            for (Operation operation : draft.operationsOf(inner)) {
                Draft.Member caller = dice.chance(0.5) ? first : second;
                draft.call(any(draft.operationsOf(caller)), operation, times(), patience(), new Call.Way.Direct());
            }
        }
    }

    private void idleEntries() {
        for (Operation operation : draft.operations) {
            if (operation.entry() && draft.calls.stream().noneMatch(call -> call.caller() == operation.index())) {
                Operation callee = any(draft.operationsOf(any(draft.of(Role.INNER))));
                draft.call(operation, callee, 1, patience(), new Call.Way.Direct());
            }
        }
    }

    private void queues() {
        for (Draft.Member worker : draft.of(Role.WORKER)) {
            Operation consumer = draft.operationsOf(worker).getFirst();
            int promise = PROMISES[dice.below(PROMISES.length)];
            Queue queue = new Queue(
                    draft.queues.size(),
                    worker.id().namespace() + "." + worker.id().name(),
                    consumer.index(),
                    promise);
            draft.queues.add(queue);
            Operation producer = any(draft.operationsOf(any(
                    draft.members.stream().filter(member -> member.layer() <= 2).toList())));
            Call.Way way = new Call.Way.ThroughQueue(queue.index());
            draft.call(producer, consumer, dice.chance(0.7) ? 1 : 0.5, new Call.Patience(1, 0, false), way);
        }
    }

    private void databases() {
        List<Draft.Member> databases = draft.of(Role.DATABASE);
        int next = 0;
        for (Draft.Member member : draft.members) {
            if (member.role() == Role.BATCH) {
                continue;
            }
            double share = member.role() == Role.WORKER ? 0.8 : member.role() == Role.INNER ? 0.7 : 0;
            boolean needed = member.role() == Role.INNER && next < databases.size();
            if (needed || dice.chance(share)) {
                Draft.Member database = next < databases.size() ? databases.get(next) : any(databases);
                next++;
                query(member, database);
            }
        }
    }

    private void query(Draft.Member member, Draft.Member database) {
        double timeout = 1 + dice.below(4);
        Pool pool = new Pool(draft.pools.size(), member.index(), database.index(), 1, timeout);
        draft.pools.add(pool);
        List<Operation> queries = draft.operationsOf(database);
        Call.Way way = new Call.Way.ThroughPool(pool.index());
        for (Operation operation : draft.operationsOf(member)) {
            double reads = 1 + dice.below(3);
            Call.Patience patience = new Call.Patience(TIMEOUTS[1 + dice.below(4)], 0, false);
            draft.call(operation, queries.get(0), reads, patience, way);
            if (dice.chance(0.4)) {
                draft.call(operation, queries.get(1), 1, patience, way);
            }
        }
    }

    private double times() {
        return TIMES[dice.below(TIMES.length)];
    }

    private Call.Patience patience() {
        double timeout = TIMEOUTS[dice.below(TIMEOUTS.length)];
        return new Call.Patience(timeout, RETRIES[dice.below(RETRIES.length)], dice.chance(OPTIONAL));
    }

    private <T> T any(List<T> from) {
        return from.get(dice.below(from.size()));
    }
}
