package nightshift.simulate.world.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nightshift.simulate.world.chance.Dice;

/// Draws which services there are and what they can be asked for.
///
/// The number of services of our own is log-normal: ten in the median, above 25 in a tenth of all worlds.
final class CastGenerator {
    private static final int MEDIAN = 10;
    private static final double SPREAD = Math.log(2.5) / 1.2816;
    private static final int LEAST = 4;
    private static final int MOST = 60;
    private static final double HOME_SHARE = 0.6;
    private static final int MOST_LAYERS = 4;

    private final Dice dice;
    private final Dice batches;
    private final Draft draft = new Draft();
    private final String home;
    private final String away;

    /// @param batches a stream of its own
    CastGenerator(Dice dice, Dice batches) {
        this.dice = dice;
        this.batches = batches;
        int first = dice.below(Names.NAMESPACES.size());
        int second = (first + 1 + dice.below(Names.NAMESPACES.size() - 1)) % Names.NAMESPACES.size();
        this.home = Names.NAMESPACES.get(first);
        this.away = Names.NAMESPACES.get(second);
    }

    Draft draw() {
        int ours = Math.clamp(Math.round(MEDIAN * Math.exp(SPREAD * dice.gauss())), LEAST, MOST);
        int workers = Math.max(1, Math.round(ours * 0.12f));
        int entries = ours < 8 ? 1 : ours < 20 ? 2 : 3;
        entries(entries);
        inner(ours - workers - entries);
        some(Role.WORKER, Names.WORKERS, workers);
        new BatchGenerator(batches, draft).cast(MOST_LAYERS + 1 + Role.BATCH.ordinal(), ours, home);
        some(Role.DATABASE, Names.DATABASES, Math.max(1, Math.round(ours / 4f)));
        some(Role.CACHE, Names.CACHES, Math.round(ours / 6f));
        some(Role.EXTERNAL, Names.EXTERNALS, ours < 16 ? 1 : 2);
        return draft;
    }

    private void entries(int count) {
        List<String> names = shuffled(Names.ENTRIES);
        for (int entry = 0; entry < count; entry++) {
            Protocol protocol = dice.chance(0.75) ? Protocol.HTTP : Protocol.GRPC;
            add(new ServiceId(entry == 2 ? away : home, names.get(entry)), Role.ENTRY, protocol, 0);
        }
    }

    /// The first two have one name in two namespaces.
    private void inner(int count) {
        List<String> names = shuffled(Names.SERVICES);
        int layers = Math.clamp(Math.round(Math.log(count) / Math.log(2.5)) + 1, 1, MOST_LAYERS);
        for (int inner = 0; inner < count; inner++) {
            String name = names.get(Math.max(0, inner - 1) % names.size());
            String numbered = inner > names.size() ? name + "-" + (1 + inner / names.size()) : name;
            String namespace = inner == 0 ? home : inner == 1 || !dice.chance(HOME_SHARE) ? away : home;
            Protocol protocol = dice.chance(0.5) ? Protocol.HTTP : Protocol.GRPC;
            add(new ServiceId(namespace, numbered), Role.INNER, protocol, 1 + inner * layers / count);
        }
    }

    private void some(Role role, List<String> from, int count) {
        List<String> names = shuffled(from);
        for (int each = 0; each < count; each++) {
            String name = names.get(each % names.size());
            String numbered = each < names.size() ? name : name + "-" + (1 + each / names.size());
            String namespace = role == Role.EXTERNAL ? "external" : dice.chance(HOME_SHARE) ? home : away;
            Protocol protocol = switch (role) {
                case WORKER -> Protocol.MESSAGING;
                case DATABASE, CACHE -> Protocol.QUERY;
                case ENTRY, INNER, EXTERNAL -> Protocol.HTTP;
                case BATCH -> Protocol.SCHEDULE;
            };
            add(new ServiceId(namespace, numbered), role, protocol, MOST_LAYERS + 1 + role.ordinal());
        }
    }

    private void add(ServiceId id, Role role, Protocol protocol, int layer) {
        Draft.Member member = new Draft.Member(draft.members.size(), id, role, protocol, layer);
        draft.members.add(member);
        int count = switch (role) {
            case ENTRY, INNER -> 1 + dice.below(3);
            case DATABASE -> 2;
            case WORKER, BATCH, CACHE, EXTERNAL -> 1;
        };
        List<String> verbs = role == Role.DATABASE ? List.of("Get", "Create") : shuffled(Names.VERBS);
        for (int operation = 0; operation < count; operation++) {
            String name = Names.operation(protocol, id, verbs.get(operation));
            draft.operations.add(
                    new Operation(draft.operations.size(), member.index(), name, work(role), role == Role.ENTRY));
        }
    }

    private Operation.Work work(Role role) {
        double errors = dice.logBetween(0.00005, 0.001);
        double mistakes = dice.chance(0.4) ? dice.between(0.002, 0.02) : 0;
        return switch (role) {
            case ENTRY -> new Operation.Work(dice.logBetween(0.002, 0.008), 0.7, errors, mistakes);
            case INNER -> new Operation.Work(dice.logBetween(0.003, 0.025), dice.between(0.5, 1.2), errors, mistakes);
            case WORKER, BATCH -> new Operation.Work(dice.logBetween(0.01, 0.08), dice.between(0.5, 1), errors, 0);
            case DATABASE -> new Operation.Work(dice.logBetween(0.0015, 0.008), 1, errors / 10, 0);
            case CACHE -> new Operation.Work(dice.logBetween(0.0002, 0.0006), 0.5, errors / 10, 0);
            case EXTERNAL -> new Operation.Work(dice.logBetween(0.05, 0.2), 0.5, errors, 0);
        };
    }

    private List<String> shuffled(List<String> names) {
        List<String> shuffled = new ArrayList<>(names);
        for (int place = shuffled.size() - 1; place > 0; place--) {
            Collections.swap(shuffled, place, dice.below(place + 1));
        }
        return shuffled;
    }
}
