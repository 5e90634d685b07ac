package nightshift.simulate.world.layout;

import java.util.List;
import nightshift.simulate.world.chance.Dice;

/// Draws batch workers: in half of all worlds, and in large ones for certain, something works by the clock, asks a
/// database, and is still in between.
///
/// It draws from a stream of its own.
final class BatchGenerator {
    private static final int[] EVERY = {60, 120, 180, 300};
    private static final int SERVICES_FOR_EACH = 20;
    private static final int CONNECTIONS = 10;
    private static final Call.Patience PATIENCE = new Call.Patience(5, 1, false);

    private final Dice dice;
    private final Draft draft;

    BatchGenerator(Dice dice, Draft draft) {
        this.dice = dice;
        this.draft = draft;
    }

    /// Adds who they are; to be told before anybody that they may call is added.
    void cast(int layer, int services, String namespace) {
        int count = Math.max(dice.chance(0.5) ? 1 : 0, services / SERVICES_FOR_EACH);
        for (int each = 0; each < Math.min(count, Names.BATCHES.size()); each++) {
            ServiceId id = new ServiceId(namespace, Names.BATCHES.get(each));
            Draft.Member member = new Draft.Member(draft.members.size(), id, Role.BATCH, Protocol.SCHEDULE, layer);
            draft.members.add(member);
            Operation.Work work = new Operation.Work(dice.logBetween(0.005, 0.03), 0.7, 0.0002, 0);
            Operation operation = new Operation(
                    draft.operations.size(),
                    member.index(),
                    Names.operation(Protocol.SCHEDULE, id, "run"),
                    work,
                    false);
            draft.operations.add(operation);
            int every = EVERY[dice.below(EVERY.length)];
            int lasts = 5 + dice.below(15);
            draft.schedules.add(
                    new Schedule(operation.index(), every, dice.below(every), lasts, dice.logBetween(5, 25)));
        }
    }

    /// Adds whom they call.
    void calls() {
        List<Draft.Member> databases = draft.of(Role.DATABASE);
        for (Draft.Member batch : draft.of(Role.BATCH)) {
            Draft.Member database = databases.get(dice.below(databases.size()));
            Pool pool = new Pool(draft.pools.size(), batch.index(), database.index(), CONNECTIONS, 5);
            draft.pools.add(pool);
            List<Operation> queries = draft.operationsOf(database);
            Operation run = draft.operationsOf(batch).getFirst();
            Call.Way way = new Call.Way.ThroughPool(pool.index());
            draft.call(run, queries.getFirst(), 2 + dice.below(3), PATIENCE, way);
            draft.call(run, queries.getLast(), 1, PATIENCE, way);
        }
    }
}
