package nightshift.act.interlock;

import java.time.Duration;
import nightshift.fact.Anomaly;

/// The bounds on acting, as numbers.
///
/// @param confidenceFloor a decision acts by itself only with a confidence strictly above it
/// @param coolDown between two starts of one action type on one target, unless the rule says another
/// @param atOnce how much may be under way at one time
/// @param perHour how much may be started within any hour
/// @param storm how much must be wrong for Nightshift to distrust itself
/// @param reversal when a person took back what was done
/// @param turnGap so long without a turn nobody looked: nothing is done until fresh data has come in
public record InterlockConfig(
        double confidenceFloor,
        Duration coolDown,
        AtOnce atOnce,
        PerHour perHour,
        Storm storm,
        Reversal reversal,
        Duration turnGap) {
    public InterlockConfig {
        if (!(confidenceFloor >= Anomaly.UNCALIBRATED_AT_MOST && confidenceFloor < 1)) {
            throw new IllegalArgumentException("a confidence from " + Anomaly.UNCALIBRATED_AT_MOST
                    + " to below 1, since nothing acts alone by what is not calibrated, got " + confidenceFloor);
        }
    }

    /// @param services most that are acted on at one time
    /// @param share the same as a share of the services in view, in (0,1]; one is always allowed
    /// @param inNamespace most actions of one namespace. Two of the three services by default: the trouble of one
    ///     team leaves room for another's, and a second fault of the same need not wait for the minutes in which
    ///     the first action is verified
    public record AtOnce(int services, double share, int inNamespace) {
        public AtOnce {
            if (services < 1 || !(share > 0 && share <= 1) || inNamespace < 1) {
                throw new IllegalArgumentException(
                        "at least 1 service, a share above 0 and at least 1 action of a namespace, got " + services
                                + ", " + share + " and " + inNamespace);
            }
        }
    }

    /// @param actions most starts, pages not counted
    /// @param onOne most on one service before a person is asked: what is unwell again after a restart, a rollback
    ///     and a scaling has something that none of them mends
    public record PerHour(int actions, int onOne) {
        public PerHour {
            if (actions < 1 || onOne < 1) {
                throw new IllegalArgumentException(
                        "at least 1 action an hour, and 1 on one service, got " + actions + " and " + onOne);
            }
        }
    }

    /// Five at once, or a fifth, is more than one fault and its callers make in most systems. Two minutes are as long
    /// as a fault takes to reach all who feel it: the slowest is seen a few windows after the first.
    ///
    /// @param from so many open incidents: every action needs approval; so many services or nodes that went
    ///     wrong within one span: only their root is acted on without
    /// @param share the same as a share of the services, or the nodes, in view, in (0,1]; never fewer than four
    ///     services, or three nodes
    /// @param within the span
    public record Storm(int from, double share, Duration within) {
        public Storm {
            if (from < 1 || !(share > 0 && share <= 1) || !within.isPositive()) {
                throw new IllegalArgumentException("at least 1, a share above 0 and a span above 0, got " + from + ", "
                        + share + " and " + within);
            }
        }
    }

    /// Later than an hour after it a change answers something else; eight hours are a shift, after which somebody
    /// else looks at it anew. Of what was started within a day.
    ///
    /// @param within of the start another's change of the same counts as a reversal
    /// @param veto for which the same kind of action there needs approval from then on
    public record Reversal(Duration within, Duration veto) {}

    public static InterlockConfig defaults() {
        return new InterlockConfig(
                Anomaly.UNCALIBRATED_AT_MOST,
                Duration.ofMinutes(10),
                new AtOnce(3, 0.34, 2),
                new PerHour(20, 3),
                new Storm(5, 0.2, Duration.ofMinutes(2)),
                new Reversal(Duration.ofHours(1), Duration.ofHours(8)),
                Duration.ofSeconds(15));
    }
}
