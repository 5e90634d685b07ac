package nightshift.observe.series;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.observe.naming.SignalDefinition;
import org.jspecify.annotations.Nullable;

/// All aggregates by identity, within the limits of series and attribute sets. Guarded by the observer's lock.
public final class Aggregates {
    private static final Map<String, String> OVERFLOW = Map.of("otel.metric.overflow", "true");

    /// Never reached: an ended series costs 16 bytes here, and the loop is restarted long before.
    private static final int ENDED = Integer.MAX_VALUE;

    private final Map<Aggregate.Key, Aggregate> known = new HashMap<>();
    private final Map<Family, Integer> sets = new HashMap<>();
    private final Directory directory;
    private final SeriesConfig.Limits limits;
    private final Waiting<Integer> ended;

    /// Series that differ in attributes only.
    private record Family(EntityId entity, long source, String signal) {}

    public Aggregates(Directory directory, SeriesConfig.Limits limits) {
        this.directory = directory;
        this.limits = limits;
        this.ended = new Waiting<>(ENDED, () -> {});
    }

    /// How to make one.
    ///
    /// @param key its identity
    /// @param signal what is measured
    /// @param shape what it yields
    /// @param averaged whether members are averaged instead of summed
    /// @param shown whether it yields series of its own
    /// @param wholes what its value is added to
    record Plan(
            Aggregate.Key key,
            SignalDefinition signal,
            SignalDefinition.Shape shape,
            boolean averaged,
            boolean shown,
            List<Aggregate> wholes) {}

    /// The aggregate of a plan, made if need be; null when there are too many series. More attribute sets of a signal
    /// than allowed are counted together, under the attribute the OpenTelemetry SDKs use for it.
    @Nullable
    Aggregate of(Plan plan) {
        Aggregate found = known.get(plan.key());
        if (found != null) {
            rollUp(found, plan.wholes());
            return found;
        }
        Aggregate.Key key = plan.key();
        Family family = new Family(key.entity(), key.source(), key.signal());
        if (sets.getOrDefault(family, 0) >= limits.attributeSets()
                && !key.attributes().equals(OVERFLOW)) {
            return of(new Plan(
                    new Aggregate.Key(key.entity(), key.source(), key.signal(), OVERFLOW),
                    plan.signal(),
                    plan.shape(),
                    plan.averaged(),
                    plan.shown(),
                    plan.wholes()));
        }
        int series = plan.shown() ? plan.shape().series() : 0;
        if (directory.live() + series > limits.series()) {
            return null;
        }
        Aggregate made = new Aggregate(
                key, plan.shape(), plan.averaged(), plan.shown() ? numbers(plan) : new int[0], plan.wholes());
        known.put(key, made);
        sets.merge(family, 1, Integer::sum);
        made.wholes().forEach(whole -> whole.use(1));
        return made;
    }

    /// Whoever its parts are about may turn out to be somebody else.
    private void rollUp(Aggregate leaf, List<Aggregate> wholes) {
        List<Aggregate> before = leaf.wholes();
        if (!before.equals(wholes)) {
            wholes.forEach(whole -> whole.use(1));
            leaf.wholes(wholes);
            before.forEach(this::leave);
        }
    }

    void retain(Stream stream) {
        stream.targets().forEach(target -> target.use(1));
        stream.about().limits().forEach(limited -> limited.use(1));
        stream.source().use(1);
    }

    /// Ends what only this stream fed.
    void release(Stream stream) {
        stream.source().use(-1);
        stream.targets().forEach(this::leave);
        stream.about().limits().forEach(this::leave);
    }

    private void leave(Aggregate aggregate) {
        aggregate.use(-1);
        endIfUnused(aggregate);
    }

    /// Ends an aggregate that nothing feeds.
    void endIfUnused(Aggregate aggregate) {
        if (!aggregate.unused() || known.remove(aggregate.key()) == null) {
            return;
        }
        Aggregate.Key key = aggregate.key();
        sets.computeIfPresent(
                new Family(key.entity(), key.source(), key.signal()), (family, count) -> count > 1 ? count - 1 : null);
        for (int number : aggregate.numbers()) {
            directory.end(number);
            ended.add(number);
        }
        for (Aggregate whole : aggregate.wholes()) {
            whole.use(-1);
            endIfUnused(whole);
        }
    }

    /// Numbers of series that ended.
    public Waiting<Integer> ended() {
        return ended;
    }

    private int[] numbers(Plan plan) {
        Aggregate.Key key = plan.key();
        List<Signal> signals = plan.signal().signals(plan.shape());
        int[] numbers = new int[signals.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = directory.add(new SeriesKey(key.entity(), signals.get(i), key.attributes()));
        }
        return numbers;
    }
}
