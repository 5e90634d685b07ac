package nightshift.observe.series;

import java.util.List;
import java.util.Map;
import nightshift.fact.telemetry.EntityId;
import nightshift.observe.naming.SignalDefinition;
import nightshift.observe.sketch.Merged;
import org.jspecify.annotations.Nullable;

/// Adds up, for the window that is being closed, what the streams of one entity say about one signal, and yields one
/// series or the three of a duration. Everything is added as a rate over the time that a point speaks for, so that
/// senders with different steps can be summed. Guarded by the observer's lock.
public final class Aggregate {
    /// Identity.
    ///
    /// @param entity whose series
    /// @param source print of the only source, when there is one aggregate per source; else 0
    /// @param signal base name
    /// @param attributes that tell its series apart
    public record Key(EntityId entity, long source, String signal, Map<String, String> attributes) {}

    private final Key key;
    private final SignalDefinition.Shape shape;
    private final boolean averaged;
    private final int[] numbers;
    private final @Nullable Merged durations;
    private List<Aggregate> wholes;
    private int users;

    private long window = Long.MIN_VALUE;
    private boolean fresh;
    private int members;
    private long count;
    private double rate;
    private double failedRate;
    private double amount;
    private double limit;
    private double knownLimit = Double.NaN;
    private long pace;

    /// @param averaged whether members are averaged instead of summed
    /// @param numbers of its series; empty when it only serves its wholes
    /// @param wholes what its value is added to in turn
    Aggregate(Key key, SignalDefinition.Shape shape, boolean averaged, int[] numbers, List<Aggregate> wholes) {
        this.key = key;
        this.shape = shape;
        this.averaged = averaged;
        this.numbers = numbers;
        this.durations = shape == SignalDefinition.Shape.RED_SKETCH ? new Merged() : null;
        this.wholes = List.copyOf(wholes);
    }

    public Key key() {
        return key;
    }

    SignalDefinition.Shape shape() {
        return shape;
    }

    int[] numbers() {
        return numbers;
    }

    List<Aggregate> wholes() {
        return wholes;
    }

    /// It rolls up to others from now on.
    void wholes(List<Aggregate> others) {
        wholes = List.copyOf(others);
    }

    void use(int more) {
        users += more;
    }

    boolean unused() {
        return users == 0;
    }

    /// Begins the window if it has not begun.
    ///
    /// @return whether it has just begun
    boolean begin(long number) {
        if (window == number) {
            return false;
        }
        window = number;
        fresh = false;
        members = 0;
        count = 0;
        rate = 0;
        failedRate = 0;
        amount = 0;
        knownLimit = limit > 0 ? limit : knownLimit;
        limit = 0;
        pace = 0;
        if (durations != null) {
            durations.clear();
        }
        return true;
    }

    /// Adds one member's share.
    ///
    /// @param ofRate observations per second
    /// @param ofAmount the level, or the sum of the observations per second; NaN if unknown
    /// @param observations how many made it
    /// @param isFresh false for a value that a slow sender sent in an earlier window
    void add(double ofRate, boolean failed, double ofAmount, long observations, boolean isFresh) {
        members++;
        rate += ofRate;
        failedRate += failed ? ofRate : 0;
        amount += ofAmount;
        count += observations;
        fresh |= isFresh;
    }

    /// Its durations; null when it keeps none.
    @Nullable
    Merged durations() {
        return durations;
    }

    /// Adds to what there is, of a share. What was there in an earlier window holds until something new is said.
    void limit(double ofRate, double ofAmount) {
        limit += ofRate + ofAmount;
    }

    /// Whether it has a value to pass on.
    boolean known() {
        return members > 0 && Double.isFinite(level());
    }

    /// Says how far apart the points of a member are, ns.
    void pace(long nanos) {
        pace = Math.max(pace, nanos);
    }

    /// How far apart the points of the slowest member are, ns; 0 when none has a step.
    long pace() {
        return pace;
    }

    /// Adds its own value to its wholes' as one member.
    void pass(Aggregate whole) {
        whole.add(shape == whole.shape ? rate() : 0, false, level(), count, fresh);
        whole.pace(pace);
    }

    /// Whether something new came in in this window.
    boolean fresh() {
        return fresh;
    }

    long count() {
        return count;
    }

    public double rate() {
        return averaged ? rate / members : rate;
    }

    /// The level, or the share; NaN when nobody says of what.
    double level() {
        return switch (shape) {
            case USED -> Math.min(1, share());
            case NOT_FREE -> Math.max(0, 1 - share());
            case RED, RED_SKETCH, BUSY, MEAN, RATE, LEVEL -> averaged ? amount / members : amount;
        };
    }

    private double share() {
        return (rate + amount) / (limit > 0 ? limit : knownLimit);
    }

    /// Whether it counts what it adds up, and what of it failed.
    public boolean counts() {
        return shape == SignalDefinition.Shape.RED || shape == SignalDefinition.Shape.RED_SKETCH;
    }

    /// NaN without observations.
    public double mean() {
        return rate > 0 ? amount / rate : Double.NaN;
    }

    /// NaN without observations.
    public double errorRatio() {
        return rate > 0 ? Math.min(1, failedRate / rate) : Double.NaN;
    }
}
