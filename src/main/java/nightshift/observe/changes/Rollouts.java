package nightshift.observe.changes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.Digest;
import nightshift.fact.inventory.Deployed;
import nightshift.fact.inventory.Inventory;
import nightshift.fact.inventory.Release;
import nightshift.fact.telemetry.EntityId;
import org.jspecify.annotations.Nullable;

/// Changes that nobody need tell: another version of a workload begins to run, or another number of
/// replicas is wanted. Guarded by the observer's lock; remembers as many workloads as the inventory
/// has.
final class Rollouts {
    private static final String NOBODY = "";

    private final Map<EntityId, Looked> workloads = new HashMap<>();

    /// What ran when an earlier process looked last, as far as it was not seen since.
    private final Map<EntityId, Looked> awaited = new HashMap<>();

    private final ChangesConfig config;
    private final Duration patience;
    private Instant awaitedUntil = Instant.MAX;
    private Inventory looked = Inventory.NOTHING;

    /// @param patience what ran before a start and was not heard of for so long after it is gone
    Rollouts(ChangesConfig config, Duration patience) {
        this.config = config;
        this.patience = patience;
    }

    /// A workload as it was looked at last.
    private record Looked(Instant at, Instant first, Deployed workload) {
        Looked with(Deployed old) {
            OptionalInt desired = workload.desired().isPresent() ? workload.desired() : old.desired();
            List<Release> all = new ArrayList<>(old.releases());
            all.addAll(workload.releases());
            return new Looked(at, first, workload.having(desired, all));
        }

        Looked without(Deployed seen) {
            OptionalInt desired = seen.desired().isPresent() ? OptionalInt.empty() : workload.desired();
            List<Release> unseen = workload.releases().stream()
                    .filter(old -> seen.releases().stream()
                            .noneMatch(it -> it.version().says(old.version())))
                    .toList();
            return new Looked(at, first, workload.having(desired, unseen));
        }
    }

    /// What ran when an earlier process looked last. It counts as running until it is seen, or has been waited for in
    /// vain: who reports late is not new.
    ///
    /// @param now when this process begins
    void recall(List<Deployed> ran, Instant at, Instant now) {
        if (at.plus(config.absence()).isBefore(now)) {
            return;
        }
        awaitedUntil = now.plus(patience);
        Instant unversioned = at.minus(config.settling()); // nobody knows since when it is there
        ran.forEach(workload -> awaited.put(workload.entity(), new Looked(at, first(workload, unversioned), workload)));
    }

    /// What began since the last look.
    @SuppressWarnings(
            "ReferenceEquality") // the same inventory says that nothing changed, without a look at its entries
    List<Change> look(Inventory inventory, Instant now) {
        if (inventory == looked) {
            return List.of();
        }
        looked = inventory;
        if (now.isAfter(awaitedUntil)) {
            awaited.clear();
        }
        List<Change> changes = new ArrayList<>();
        Set<EntityId> there = new HashSet<>();
        for (Deployed workload : inventory.deployed()) {
            there.add(workload.entity());
            Looked before = before(workload.entity());
            Instant first = before == null ? first(workload, now) : before.first();
            workloads.put(workload.entity(), new Looked(now, first, workload));
            if (before != null) {
                changes.addAll(began(workload, before, now));
            }
            awaited.computeIfPresent(workload.entity(), (entity, old) -> old.without(workload));
        }
        workloads.keySet().retainAll(there);
        return changes;
    }

    /// As it was looked at last, and what of it ran before the start and was not seen since.
    private @Nullable Looked before(EntityId entity) {
        Looked last = workloads.get(entity);
        Looked old = awaited.get(entity);
        if (last == null || old == null) {
            return last == null ? old : last;
        }
        return last.with(old.workload());
    }

    private static Instant first(Deployed workload, Instant now) {
        return workload.releases().stream()
                .map(Release::since)
                .min(Comparator.naturalOrder())
                .orElse(now);
    }

    private List<Change> began(Deployed workload, Looked before, Instant now) {
        List<Change> changes = new ArrayList<>();
        for (Release release : workload.releases()) {
            // A version that comes back keeps the time at which it ran first.
            Instant at = release.since().isBefore(before.at().minus(config.settling())) ? now : release.since();
            if (release.running()
                    && isNew(release, before)
                    && settled(at, before)
                    && !seenOtherwise(release, workload, before)) {
                replaced(release, before)
                        .ifPresent(old -> changes.addAll(rolledOut(workload, named(old, before), release, at)));
            }
        }
        if (settled(now, before)) {
            scaled(workload, before.workload(), now).ifPresent(changes::add);
        }
        return changes;
    }

    /// Where nobody says which process runs in which pod, processes have one name for a version and pods another: what
    /// has nothing in common with what ran is no sign that it ran already.
    private static boolean isNew(Release release, Looked before) {
        return before.workload().releases().stream()
                .noneMatch(known -> known.running()
                        && known.version().comparable(release.version())
                        && known.version().sameRollout(release.version()));
    }

    /// Whether it is the other name of what was just seen to replace what ran: one rollout is one change.
    private boolean seenOtherwise(Release release, Deployed workload, Looked before) {
        List<Release> all = workload.releases();
        return all.stream()
                .filter(other -> other.running()
                        && !other.version().comparable(release.version())
                        && Duration.between(other.since(), release.since())
                                        .abs()
                                        .compareTo(config.settling())
                                < 0
                        && settled(other.since(), before))
                .filter(other -> !isNew(other, before) || all.indexOf(other) < all.indexOf(release))
                .anyMatch(other -> all.stream()
                        .anyMatch(old -> old.since().isBefore(other.since())
                                && old.version().differs(other.version())));
    }

    private boolean settled(Instant at, Looked before) {
        return !at.isBefore(before.first().plus(config.settling()));
    }

    /// The newest that ran before and is another.
    private static Optional<Release> replaced(Release release, Looked before) {
        return before.workload().releases().stream()
                .filter(known -> known.running() && known.version().differs(release.version()))
                .max(Comparator.comparing(Release::since));
    }

    /// Who is asked to go back knows programs' versions rather than hashes: pods of which nobody says what runs in
    /// them ran the one program that ran then, where there was one.
    private static Release named(Release old, Looked before) {
        Release.Version pods = old.version();
        List<Release.Version> programs = before.workload().releases().stream()
                .filter(Release::running)
                .map(Release::version)
                .filter(version -> !version.service().isEmpty() && !version.comparable(pods))
                .distinct()
                .toList();
        boolean known = pods.service().isEmpty() && pods.image().isEmpty() && programs.size() == 1;
        return known
                ? new Release(
                        new Release.Version(programs.getFirst().service(), "", pods.template()),
                        old.since(),
                        old.until())
                : old;
    }

    private static List<Change> rolledOut(Deployed workload, Release old, Release release, Instant at) {
        Release.Version from = old.version();
        Release.Version to = release.version();
        // A platform sees pods before their program speaks, if it ever does: who says nothing yet is not the same.
        boolean program = !to.sameProgram(from);
        boolean named = !from.name().equals(to.name());
        String version = named ? to.name() : to.template();
        String previous = named ? from.name() : from.template();
        List<EntityId> services = workload.services().isEmpty() ? List.of(workload.entity()) : workload.services();
        return services.stream()
                .map(service -> new Change(
                        id(service, version, at),
                        at,
                        service,
                        program ? ChangeKind.DEPLOYMENT : ChangeKind.CONFIGURATION,
                        version,
                        previous,
                        NOBODY,
                        service.name() + " runs " + version + ", before it " + previous))
                .toList();
    }

    private static Optional<Change> scaled(Deployed workload, Deployed before, Instant now) {
        OptionalInt was = before.desired();
        OptionalInt is = workload.desired();
        if (was.isEmpty() || is.isEmpty() || was.equals(is)) {
            return Optional.empty();
        }
        EntityId entity = workload.services().stream().findFirst().orElse(workload.entity());
        return Optional.of(new Change(
                id(entity, "replicas " + is.getAsInt(), now),
                now,
                entity,
                ChangeKind.SCALING,
                "",
                "",
                NOBODY,
                entity.name() + " is to have " + is.getAsInt() + " replicas, before it " + was.getAsInt()));
    }

    private static String id(EntityId entity, String what, Instant at) {
        return "seen-" + Digest.of(String.join("\n", entity.text(), what, at.toString()), 8);
    }
}
