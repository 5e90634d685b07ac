package nightshift.observe.naming;

import java.util.List;
import java.util.Map;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalDomain;
import nightshift.fact.telemetry.SignalFamily;
import nightshift.fact.telemetry.SignalKind;
import nightshift.fact.telemetry.SignalMeaning;
import nightshift.fact.telemetry.SignalRole;

/// All that the dictionary says of one signal, and the series that come of it; what it does not say follows from the
/// unit and from the way the sender measures. Immutable.
public final class SignalDefinition {
    private static final String DURATION = ".duration";
    private static final String RATE = ".rate";
    private static final String ERROR_RATIO = ".error.ratio";
    private static final String SHARE = ".share";
    private static final String PER_SECOND = "/s";

    private final String name;
    private final String unit;
    private final SignalTraits traits;
    private final Map<SignalRole, SignalTraits.Norm> norms;

    /// Which series come of what is measured.
    public enum Shape {
        /// Of a duration: mean, rate, error ratio.
        RED(3),
        /// The same of one whose buckets are sent: the p95 in the place of the mean.
        RED_SKETCH(3),
        /// Of a duration that is no request: mean, and the share of time it takes.
        BUSY(2),
        /// Of another histogram: mean.
        MEAN(1),
        /// Of something counted: per second.
        RATE(1),
        /// Of a level: the level.
        LEVEL(1),
        /// Of what is used and what there is: used of all.
        USED(1),
        /// Of what is left and what there is: what is not left of all.
        NOT_FREE(1);

        private final int series;

        Shape(int series) {
            this.series = series;
        }

        public int series() {
            return series;
        }
    }

    /// @param norms which side is bad and what is material, by role
    SignalDefinition(String name, String unit, SignalTraits traits, Map<SignalRole, SignalTraits.Norm> norms) {
        this.name = name;
        this.unit = unit;
        this.traits = traits;
        this.norms = norms;
    }

    /// The duration of which a signal of that name is the rate, the error ratio or the share; empty if it is neither.
    static String durationOf(String derived) {
        for (String end : List.of(RATE, ERROR_RATIO, SHARE)) {
            if (derived.endsWith(end)) {
                return derived.substring(0, derived.length() - end.length()) + DURATION;
            }
        }
        return "";
    }

    public String name() {
        return name;
    }

    String unit() {
        return unit;
    }

    /// Whether it says how long something took.
    public boolean timed() {
        return name.endsWith(DURATION);
    }

    /// What comes of it when it is timed: requests come at a rate and fail, all else takes its share of the time.
    public Shape timedShape() {
        return switch (role()) {
            case GARBAGE_COLLECTION -> Shape.BUSY;
            default -> Shape.RED;
        };
    }

    /// What comes of it when it is timed and its buckets are sent. Of other durations than those of
    /// requests and calls the mean is enough, and the bounds of pools are known to lie.
    public Shape bucketedShape() {
        return switch (role()) {
            case REQUEST_LATENCY, CALL_LATENCY -> timedShape() == Shape.RED ? Shape.RED_SKETCH : timedShape();
            default -> timedShape();
        };
    }

    /// Whether versions of a service are judged by it, so that each gets a series of its own beside the service's
    /// total.
    public boolean versioned() {
        return role() == SignalRole.REQUEST_LATENCY || role() == SignalRole.READINESS;
    }

    /// Whether a client measures by it what its calls take.
    public boolean ofCalls() {
        return role() == SignalRole.CALL_LATENCY;
    }

    /// Whether a pool of connections measures by it what it is used for.
    public boolean ofPool() {
        return role() == SignalRole.CONNECTION_HOLD;
    }

    /// Whether it tells something about its entity that we know of.
    public boolean understood() {
        return role() != SignalRole.OTHER;
    }

    /// Whether it is counted, even where a sender calls the count a level: what matters is by how much it rose.
    public boolean counted() {
        return traits.counted();
    }

    /// Whether points of one sender that differ in attributes which tell no series apart are averaged instead of
    /// summed.
    public boolean averaged() {
        Signal.Combine stated = traits.combine();
        return (stated == null ? combine(SignalKind.GAUGE) : stated) != Signal.Combine.SUM;
    }

    /// The series that an aggregate of this shape yields.
    public List<Signal> signals(Shape shape) {
        return switch (shape) {
            case RED -> List.of(signal(SignalKind.HISTOGRAM, unit), rate(), errorRatio());
            case RED_SKETCH -> List.of(percentile(), rate(), errorRatio());
            case BUSY -> List.of(signal(SignalKind.HISTOGRAM, unit), timeShare());
            case MEAN -> List.of(signal(SignalKind.HISTOGRAM, unit));
            case RATE -> List.of(signal(SignalKind.RATE, unit.endsWith(PER_SECOND) ? unit : perSecond()));
            case LEVEL, USED, NOT_FREE -> List.of(signal(SignalKind.GAUGE, unit));
        };
    }

    /// The signal of that name among those that come of it, when nothing but the name is known.
    Signal named(String asked) {
        if (timed()) {
            return signals(timedShape()).stream()
                    .filter(signal -> signal.name().equals(asked))
                    .findFirst()
                    .orElseGet(() -> signal(SignalKind.HISTOGRAM, unit));
        }
        return signals(unit.endsWith(PER_SECOND) ? Shape.RATE : Shape.LEVEL).getFirst();
    }

    private Signal signal(SignalKind kind, String unitHere) {
        return made(name, kind, new SignalMeaning(role(), unitHere, domain(kind)), combine(kind), ownNorm());
    }

    private Signal percentile() {
        SignalMeaning meaning = new SignalMeaning(role(), unit, domain(SignalKind.HISTOGRAM), SignalMeaning.JUDGED);
        return made(name, SignalKind.HISTOGRAM, meaning, combine(SignalKind.HISTOGRAM), ownNorm());
    }

    private Signal rate() {
        SignalRole role = traits.rate() != null
                ? traits.rate()
                : switch (role()) {
                    case REQUEST_LATENCY -> SignalRole.REQUEST_RATE;
                    case CALL_LATENCY -> SignalRole.CALL_RATE;
                    default -> SignalRole.LOAD;
                };
        SignalMeaning meaning = new SignalMeaning(role, "{request}/s", SignalDomain.COUNT);
        return made(base() + RATE, SignalKind.RATE, meaning, Signal.Combine.SUM, norm(role));
    }

    private Signal errorRatio() {
        SignalRole inferred = role() == SignalRole.CALL_LATENCY ? SignalRole.CALL_ERRORS : SignalRole.REQUEST_ERRORS;
        SignalRole role = traits.errors() != null ? traits.errors() : inferred;
        SignalMeaning meaning = new SignalMeaning(role, "1", SignalDomain.RATIO);
        return made(base() + ERROR_RATIO, SignalKind.GAUGE, meaning, Signal.Combine.WEIGHTED, norm(role));
    }

    private Signal timeShare() {
        SignalMeaning meaning = new SignalMeaning(role(), "1", SignalDomain.RATIO);
        return made(base() + SHARE, SignalKind.GAUGE, meaning, Signal.Combine.MEAN, norm(role()));
    }

    private Signal made(
            String called, SignalKind kind, SignalMeaning meaning, Signal.Combine combine, SignalTraits.Norm norm) {
        SignalFamily family = traits.family() == null ? SignalFamily.OTHER : traits.family();
        return new Signal(called, kind, meaning, family, combine, norm.badSide(), norm.materiality());
    }

    private SignalRole role() {
        return traits.role() == null ? SignalRole.OTHER : traits.role();
    }

    private SignalTraits.Norm ownNorm() {
        return traits.norm() == null ? norm(role()) : traits.norm();
    }

    private SignalTraits.Norm norm(SignalRole role) {
        return norms.getOrDefault(role, SignalTraits.Norm.NONE);
    }

    private Signal.Combine combine(SignalKind kind) {
        return switch (kind) {
            case RATE -> Signal.Combine.SUM;
            case HISTOGRAM -> Signal.Combine.WEIGHTED;
            case GAUGE ->
                switch (domain(kind)) {
                    case RATIO, DURATION -> Signal.Combine.MEAN;
                    case COUNT, FREE -> Signal.Combine.SUM;
                };
        };
    }

    private SignalDomain domain(SignalKind kind) {
        if (kind == SignalKind.RATE) {
            return SignalDomain.COUNT;
        }
        if (traits.domain() != null) {
            return traits.domain();
        }
        boolean counted = unit.startsWith("{") || unit.equals("By");
        return unit.equals("s") ? SignalDomain.DURATION : counted ? SignalDomain.COUNT : SignalDomain.FREE;
    }

    private String base() {
        return name.substring(0, name.length() - DURATION.length());
    }

    private String perSecond() {
        return (unit.isEmpty() ? "1" : unit) + PER_SECOND;
    }
}
