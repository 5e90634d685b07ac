package nightshift.observe.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightshift.fact.telemetry.EntityId;
import nightshift.observe.identity.Subject;
import nightshift.observe.naming.SignalDefinition;
import nightshift.observe.naming.SignalDefinition.Shape;
import org.jspecify.annotations.Nullable;

/// Which aggregates one new time series feeds, collected one after the other; all are let go of again
/// when one finds no room. Guarded by the observer's lock.
final class Feeds {
    /// Tells the versions of a service apart.
    static final String VERSION = "service.version";

    private final Aggregates aggregates;
    private final List<Aggregate> targets = new ArrayList<>();
    private final List<Aggregate> limits = new ArrayList<>();

    Feeds(Aggregates aggregates) {
        this.aggregates = aggregates;
    }

    /// Whose levels are meant.
    ///
    /// @param subject whom they are about
    /// @param source a number of its own for a subject without parts: each of its senders is a part then
    /// @param hostWide whether they are the machine's instead
    record Owner(Subject subject, long source, boolean hostWide) {
        EntityId whole() {
            EntityId node = subject.node();
            return hostWide && node != null ? node : subject.whole();
        }
    }

    List<Aggregate> targets() {
        return targets;
    }

    /// Shares of which it says what there is.
    List<Aggregate> limits() {
        return limits;
    }

    /// What is counted or timed adds up: the part, the whole, and the whole's splits are fed side by side.
    boolean add(EntityId entity, SignalDefinition signal, Shape shape, Map<String, String> attributes) {
        Aggregate aggregate = aggregates.of(new Aggregates.Plan(
                new Aggregate.Key(entity, 0, signal.name(), attributes), signal, shape, false, true, List.of()));
        return aggregate != null && targets.add(aggregate);
    }

    /// A level is summed within its sender and averaged over senders; so is everything that each sender
    /// says about the one host they share, and whatever is a share of something.
    ///
    /// @param byVersion whether each version has a series of its own beside the total
    boolean addLevel(Owner owner, SignalDefinition signal, Shape shape, Map<String, String> kept, boolean byVersion) {
        return level(owner, signal, shape, kept, byVersion, targets);
    }

    /// Adds a share of which it says what there is.
    boolean addLimit(Owner owner, SignalDefinition share, Shape shape, Map<String, String> kept) {
        return level(owner, share, shape, kept, false, limits);
    }

    /// Lets go of everything.
    void abandon() {
        targets.forEach(aggregates::endIfUnused);
        limits.forEach(aggregates::endIfUnused);
    }

    private boolean level(
            Owner owner,
            SignalDefinition signal,
            Shape shape,
            Map<String, String> kept,
            boolean byVersion,
            List<Aggregate> into) {
        List<Aggregate> wholes = new ArrayList<>();
        boolean complete = averaged(wholes, owner.whole(), signal, shape, kept);
        String version = owner.subject().version();
        if (complete && byVersion && !version.isEmpty()) {
            Map<String, String> versioned = new HashMap<>(kept);
            versioned.put(VERSION, version);
            complete = averaged(wholes, owner.whole(), signal, shape, versioned);
        }
        Aggregate leaf = complete ? leaf(owner, signal, shape, kept, wholes) : null;
        if (leaf == null) {
            wholes.forEach(aggregates::endIfUnused);
            return false;
        }
        return into.add(leaf);
    }

    private @Nullable Aggregate leaf(
            Owner owner, SignalDefinition signal, Shape shape, Map<String, String> kept, List<Aggregate> wholes) {
        EntityId part = owner.hostWide() ? null : owner.subject().part();
        Aggregate.Key key = part == null
                ? new Aggregate.Key(owner.whole(), owner.source(), signal.name(), kept)
                : new Aggregate.Key(part, 0, signal.name(), kept);
        boolean averaged = switch (shape) {
            case BUSY, USED, NOT_FREE -> false;
            case RED, RED_SKETCH, MEAN, RATE, LEVEL -> signal.averaged();
        };
        return aggregates.of(new Aggregates.Plan(key, signal, shape, averaged, part != null, wholes));
    }

    private boolean averaged(
            List<Aggregate> wholes, EntityId entity, SignalDefinition signal, Shape shape, Map<String, String> kept) {
        Shape ofWhole = switch (shape) {
            case USED, NOT_FREE -> Shape.LEVEL;
            case RED, RED_SKETCH, BUSY, MEAN, RATE, LEVEL -> shape;
        };
        Aggregate aggregate = aggregates.of(new Aggregates.Plan(
                new Aggregate.Key(entity, 0, signal.name(), kept), signal, ofWhole, true, true, List.of()));
        return aggregate != null && wholes.add(aggregate);
    }
}
