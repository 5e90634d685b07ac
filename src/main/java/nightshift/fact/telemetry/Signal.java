package nightshift.fact.telemetry;

import static java.util.Objects.requireNonNull;

/// What is measured, as the signal dictionary describes it; stamped on a series when it begins, so that nobody else
/// needs to know names.
///
/// @param name an OpenTelemetry semantic-convention name, or one derived from it as `docs/signals.md` lists
/// @param kind how its values behave
/// @param meaning role, unit and domain
/// @param family who measures it
/// @param combine how parts make a whole
/// @param badSide on which side of its band it is a complaint
/// @param materiality what change of it anybody cares about
public record Signal(
        String name,
        SignalKind kind,
        SignalMeaning meaning,
        SignalFamily family,
        Combine combine,
        BadSide badSide,
        Materiality materiality) {
    public Signal {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a signal needs a name");
        }
        requireNonNull(kind, "kind");
        requireNonNull(meaning, "meaning");
        requireNonNull(family, "family");
        requireNonNull(combine, "combine");
        requireNonNull(badSide, "badSide");
        requireNonNull(materiality, "materiality");
    }

    public String unit() {
        return meaning.unit();
    }

    public SignalRole role() {
        return meaning.role();
    }

    public SignalDomain domain() {
        return meaning.domain();
    }

    /// Whether the values of parts add up to the whole's.
    public boolean addsUp() {
        return combine == Combine.SUM;
    }

    /// Whether leaving the band to that side can be a symptom of trouble.
    public boolean symptomatic(Direction direction) {
        return badSide.includes(direction) && materiality.any();
    }

    /// How the values of parts become the value of the whole.
    public enum Combine {
        /// They add up.
        SUM,
        /// They are averaged.
        MEAN,
        /// They are averages of observations, and so is the whole.
        WEIGHTED
    }

    /// Which way is worse.
    public enum BadSide {
        UP,
        DOWN,
        BOTH,
        NONE;

        public boolean includes(Direction direction) {
            return switch (this) {
                case UP -> direction == Direction.UP;
                case DOWN -> direction == Direction.DOWN;
                case BOTH -> true;
                case NONE -> false;
            };
        }
    }

    /// When a departure from the usual is large enough for anybody to care; NaN where something is not asked for.
    ///
    /// @param floor smallest residual worth measuring: below it a narrow band only says that the series was flat
    /// @param change smallest difference from the forecast that matters
    /// @param times how many times the forecast the value must be
    /// @param level the value must have reached this on its bad side, whatever was usual
    public record Materiality(double floor, double change, double times, double level) {
        /// Of a signal that is no symptom however far it goes.
        public static final Materiality NONE = new Materiality(0, Double.NaN, Double.NaN, Double.NaN);

        public Materiality {
            if (!(floor >= 0)) {
                throw new IllegalArgumentException("the floor of a residual is at least 0, got " + floor);
            }
        }

        boolean any() {
            return !Double.isNaN(change) || !Double.isNaN(level);
        }
    }
}
