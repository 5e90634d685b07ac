package nightshift.observe.kubernetes;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import nightshift.fact.inventory.ClusterEvent;
import nightshift.fact.telemetry.EntityId;
import org.jspecify.annotations.Nullable;

/// The newest events of a cluster; about 700 bytes each. For one thread.
final class Sayings {
    /// What is shown; an incident concerns a few.
    static final int MOST = 500;

    private static final Comparator<Kept.Said> BY_TIME =
            Comparator.comparing(Kept.Said::at).thenComparing(Kept.Said::key);

    private final Index<Kept.Said> known = new Index<>(it -> "");

    Index<Kept.Said> index() {
        return known;
    }

    /// The oldest of twice as many as are shown give way, half of them at a time.
    @Nullable
    Kept put(Kept.Said said) {
        Kept before = known.put(said);
        if (known.all().size() > 2 * MOST) {
            known.all().stream()
                    .sorted(BY_TIME)
                    .limit(MOST)
                    .map(Kept.Said::key)
                    .toList()
                    .forEach(known::remove);
        }
        return before;
    }

    /// Oldest first.
    List<ClusterEvent> shown(Function<Kept.Said, EntityId> entity) {
        List<Kept.Said> all = known.all().stream().sorted(BY_TIME).toList();
        return all.subList(Math.max(0, all.size() - MOST), all.size()).stream()
                .map(said -> new ClusterEvent(
                        said.at(),
                        entity.apply(said),
                        said.about().kind() + '/' + said.about().name(),
                        said.reason(),
                        said.note(),
                        said.warning(),
                        said.count()))
                .toList();
    }
}
