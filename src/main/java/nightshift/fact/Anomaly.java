package nightshift.fact;

import java.time.Instant;
import java.util.Map;
import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Figure;
import nightshift.fact.telemetry.SignalDomain;
import nightshift.fact.telemetry.SignalMeaning;

/// A signal that is not where its own past says it should be.
///
/// @param entity whose signal: a service (all its instances together) or one instance; a rule says which it means
/// @param signal semantic-convention name
/// @param meaning its role, unit and domain
/// @param attributes what tells this series from the entity's other series of the signal
/// @param direction which side of the band
/// @param confidence 1 minus the empirical tail probability of so large a residual on quiet data, in
///     [0,1]; at most [#UNCALIBRATED_AT_MOST] while the series has fewer than [#CALIBRATED] rows, but of a
///     share of failures, which the requests that were counted can prove without a long past
/// @param since end of the first window of this excursion
/// @param value last closed window, in the signal's unit
/// @param expected the band before the excursion
/// @param rows how many windows the series has had
public record Anomaly(
        EntityId entity,
        String signal,
        SignalMeaning meaning,
        Map<String, String> attributes,
        Direction direction,
        double confidence,
        Instant since,
        double value,
        Band expected,
        int rows)
        implements Fact {
    /// From so many windows on a series' own past tells how sure one can be.
    public static final int CALIBRATED = 100;

    /// The most that is believed without that: enough to show and to propose, not to act alone.
    public static final double UNCALIBRATED_AT_MOST = 0.9;

    /// What rose by more than so many times as much as load did is not explained by it: less than half of it is.
    public static final double BEYOND_LOAD = 2;

    public Anomaly {
        attributes = Map.copyOf(attributes);
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence of " + signal + " must be in [0,1], got " + confidence);
        }
    }

    /// Whether it is above what was expected.
    public boolean rising() {
        return direction == Direction.UP;
    }

    /// Whether it is below what was expected.
    public boolean falling() {
        return direction == Direction.DOWN;
    }

    /// How many times the usual its value is; without end where nothing is usual.
    public double times() {
        return expected.forecast() > 0 ? value / expected.forecast() : Double.POSITIVE_INFINITY;
    }

    /// Whether it, as load, explains half or more of what is used: what is done for each request is as much as ever, so
    /// that twice the load uses twice as much. Load that comes from nothing explains anything.
    public boolean explains(Anomaly used) {
        return !(BEYOND_LOAD * times() < used.times());
    }

    /// Whether it is how long a service takes to answer, or how often it fails: by its own account or by
    /// that of who calls it.
    public boolean tellsHowServes(EntityId asked) {
        return meaning.role().userFacing() && entity.equals(asked)
                || meaning.role().outgoing()
                        && entity.kind() == EntityKind.EDGE
                        && entity.callee().equals(asked);
    }

    /// Name of the signal's role, as rules compare it: `role == "REQUEST_LATENCY"`.
    public String role() {
        return meaning.role().name();
    }

    /// Whether the signal is a share of a whole, such as what is used of what there is.
    public boolean share() {
        return meaning.share();
    }

    /// Whether it is a share of a whole that is known, so that it tells how much is left. A process's share of
    /// processors is none: of some senders it is of the host's, of others of its own.
    public boolean bounded() {
        return meaning.domain() == SignalDomain.RATIO;
    }

    /// The service the entity belongs to.
    public EntityId service() {
        return entity.service();
    }

    @Override
    public String describe() {
        return signal + meaning.statistic() + " of " + entity.label() + " is " + Figure.of(value, meaning)
                + ", expected " + Figure.of(expected.low(), meaning) + " to " + Figure.of(expected.high(), meaning)
                + ", since " + since;
    }
}
