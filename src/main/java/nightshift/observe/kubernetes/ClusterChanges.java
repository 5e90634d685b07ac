package nightshift.observe.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.Digest;
import nightshift.fact.inventory.ClusterWorkload;
import nightshift.fact.telemetry.EntityId;
import nightshift.observe.intake.ClusterIntake.Told;
import nightshift.observe.kubernetes.ClusterState.Whole;
import org.jspecify.annotations.Nullable;

/// What somebody changed of the workloads of a cluster, from one look to the next: another version, another
/// configuration, a start anew, another number of replicas. The API server says who did it. For one thread; remembers
/// as many workloads as there are.
final class ClusterChanges {
    /// A controller makes the pods of another template within moments; a change is told without them when it does
    /// not.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// What was rolled out at most so long before it is seen for the first time is a change too: nobody looked
    /// then, or from elsewhere. As long as a change stays a fact by default.
    private static final Duration LATELY = Duration.ofHours(2);

    private static final int ID_BYTES = 8;

    /// Who acts writes a size in the name of the one decision, `nightshift-...`.
    private static final String OWN = "nightshift";

    private final Map<EntityId, Before> before = new HashMap<>();

    /// A workload as it was when what was changed of it was told last.
    ///
    /// @param waits since when another template is wanted of which there are no pods; null if none is
    private record Before(Whole whole, @Nullable Instant waits) {}

    /// What was changed since the last look. What is seen for the first time was there before, but for the rollout
    /// that the API server dates to the last two hours.
    @SuppressWarnings("ReferenceEquality") // what did not change is the same value
    List<Told> look(Map<EntityId, Whole> wholes, Instant now) {
        List<Told> told = new ArrayList<>();
        before.keySet().retainAll(wholes.keySet());
        wholes.forEach((entity, whole) -> {
            Before last = before.get(entity);
            if (last == null) {
                before.put(entity, new Before(whole, null));
                lately(entity, whole, now).ifPresent(told::add);
            } else if (last.whole() != whole || last.waits() != null) {
                before.put(entity, compared(entity, last, whole, now, told));
            }
        });
        return told;
    }

    private static Before compared(EntityId entity, Before last, Whole whole, Instant now, List<Told> told) {
        Whole old = last.whole();
        boolean other = !old.object()
                        .template()
                        .digest()
                        .equals(whole.object().template().digest())
                || !old.object()
                        .template()
                        .restarted()
                        .equals(whole.object().template().restarted());
        if (!other) {
            scaled(entity, old, whole, now).ifPresent(told::add);
            return new Before(whole, null);
        }
        Instant since = last.waits() == null ? now : last.waits();
        if (whole.object().paused() || (!made(whole) && now.isBefore(since.plus(PATIENCE)))) {
            return new Before(old, since);
        }
        told.add(rolledOut(entity, old, whole, now));
        scaled(entity, old, whole, now).ifPresent(told::add);
        return new Before(whole, null);
    }

    /// Whether its controller has begun to make pods of what is wanted now.
    private static boolean made(Whole whole) {
        Kept.Workload object = whole.object();
        boolean seen = object.observed() >= object.generation();
        return switch (object.kind()) {
            case DEPLOYMENT ->
                seen
                        && whole.newest() != null
                        && object.revision().equals(Long.toString(whole.newest().revision()))
                        && whole.newest().images().equals(object.template().images());
            case STATEFUL_SET, DAEMON_SET -> seen;
        };
    }

    private static Optional<Told> lately(EntityId entity, Whole whole, Instant now) {
        Kept.Author author = whole.object().templated();
        Kept.ReplicaSet from = whole.before();
        Kept.ReplicaSet to = whole.newest();
        if (author == null || author.at() == null || from == null || to == null || !made(whole)) {
            return Optional.empty();
        }
        boolean program = !from.images().equals(to.images());
        String name = entity.name();
        String version = program ? Images.named(to.images(), name) : to.template();
        String previous = program ? Images.named(from.images(), name) : from.template();
        return author.at().isBefore(now.minus(LATELY))
                ? Optional.empty()
                : Optional.of(new Told(
                        new Change(
                                id(whole),
                                at(author, now),
                                entity,
                                program ? ChangeKind.DEPLOYMENT : ChangeKind.CONFIGURATION,
                                version,
                                previous,
                                by(author),
                                name
                                        + (program
                                                ? " went from " + previous + " to " + version
                                                : " was set up in another way")
                                        + ", revision " + from.revision() + " to " + to.revision()
                                        + ", before it was looked at"),
                        to.template()));
    }

    private static Told rolledOut(EntityId entity, Whole old, Whole whole, Instant now) {
        Kept.Template from = old.object().template();
        Kept.Template to = whole.object().template();
        String template = whole.shown().rollout().template();
        boolean program = !from.images().equals(to.images());
        boolean configured = !from.digest().equals(to.digest());
        ChangeKind kind = program ? ChangeKind.DEPLOYMENT : configured ? ChangeKind.CONFIGURATION : ChangeKind.RESTART;
        String name = entity.name();
        String version = program ? Images.named(to.images(), name) : template;
        String previous = program
                ? Images.named(from.images(), name)
                : old.shown().rollout().template();
        Kept.Author author = whole.object().templated();
        String what = switch (kind) {
            case DEPLOYMENT -> name + " goes from " + previous + " to " + version;
            case RESTART -> name + " is started anew";
            default -> name + " is set up in another way";
        };
        return new Told(
                new Change(
                        id(whole),
                        at(author, now),
                        entity,
                        kind,
                        version,
                        previous,
                        by(author),
                        what + revisions(old.shown().rollout(), whole.shown().rollout())),
                template);
    }

    private static String revisions(ClusterWorkload.Rollout old, ClusterWorkload.Rollout rollout) {
        return rollout.revision().isEmpty() || rollout.revision().equals(old.revision())
                ? ""
                : ", revision " + old.revision() + " to " + rollout.revision();
    }

    private static Optional<Told> scaled(EntityId entity, Whole old, Whole whole, Instant now) {
        int was = old.object().counts().desired();
        int is = whole.object().counts().desired();
        if (was == is || whole.object().kind() == ClusterWorkload.Kind.DAEMON_SET) {
            return Optional.empty();
        }
        Kept.Author author = whole.object().scaled();
        return Optional.of(new Told(
                new Change(
                        id(whole, "replicas", is + " of " + whole.object().generation()),
                        at(author, now),
                        entity,
                        ChangeKind.SCALING,
                        "",
                        "",
                        scaler(author, whole),
                        entity.name() + " is to have " + is + " replicas, before it " + was),
                ""));
    }

    /// An autoscaler writes by the name of the process that runs all controllers.
    private static String scaler(Kept.@Nullable Author author, Whole whole) {
        return author != null && author.manager().equals("kube-controller-manager")
                ? whole.shown()
                        .scaling()
                        .autoscaler()
                        .map(it -> "autoscaler " + it.name())
                        .orElse(author.manager())
                : by(author);
    }

    private static String by(Kept.@Nullable Author author) {
        String manager = author == null ? "unknown" : author.manager();
        return manager.startsWith(OWN + "-") ? OWN : manager;
    }

    private static Instant at(Kept.@Nullable Author author, Instant now) {
        Instant said = author == null ? null : author.at();
        return said == null || said.isAfter(now) ? now : said;
    }

    /// Of what its template was changed to last: the same whoever looks, and whenever.
    private static String id(Whole whole) {
        Kept.Workload object = whole.object();
        Kept.Author author = object.templated();
        Object when = author == null || author.at() == null ? object.generation() : author.at();
        return id(
                whole,
                "template",
                object.template().digest() + object.template().restarted() + when);
    }

    private static String id(Whole whole, String what, String which) {
        return "kube-" + Digest.of(String.join("\n", whole.object().uid(), what, which), ID_BYTES);
    }
}
