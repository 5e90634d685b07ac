package nightshift.act.verify;

import java.time.Duration;
import java.util.Map;
import nightshift.fact.ActionType;
import nightshift.fact.telemetry.Patience;
import nightshift.fact.telemetry.SignalRole;

/// What counts as healed, what as worse, and until when. Windows are those of the signal that triggered
/// the action: they count in its own step.
///
/// @param healthy so many in a row inside the band are healed
/// @param proof what a window must be to count among them
/// @param worse what counts as worse
/// @param settle how long after the target was done until data counts
/// @param deadlines from then on, by type: replicas take half a minute, rollouts take minutes; a signal so slow that it
///     can't have shown the windows by then is waited for
/// @param young how old the newest window of a signal may be to say something about now; before every effect
public record VerifyConfig(
        Patience healthy, Proof proof, Worse worse, Duration settle, Deadlines deadlines, Patience young) {
    public static VerifyConfig defaults() {
        return new VerifyConfig(
                new Patience(6, Duration.ZERO),
                Proof.defaults(),
                Worse.defaults(),
                Duration.ofSeconds(20),
                new Deadlines(
                        Map.of(
                                ActionType.POOL_RECYCLE, Duration.ofMinutes(3),
                                ActionType.WORKLOAD_RESTART, Duration.ofMinutes(5),
                                ActionType.WORKLOAD_SCALE, Duration.ofMinutes(5),
                                ActionType.WORKLOAD_ROLLBACK, Duration.ofMinutes(6)),
                        Duration.ofMinutes(5)),
                new Patience(2, Duration.ofSeconds(30)));
    }

    /// What proves that a symptom is gone, and not only that nobody asks any more.
    ///
    /// @param share of the usual requests that each window must have had
    /// @param requests that the windows in a row must have had in all
    /// @param collapsed from so small a part of the band's nearer end on a value has fallen to the other side;
    ///     for a signal that had fallen it is the inverse of how far it has shot up
    public record Proof(double share, int requests, double collapsed) {
        public static Proof defaults() {
            return new Proof(0.3, 20, 0.5);
        }
    }

    /// Worse is an excursion from the band that has clearly grown since the decision and is not easing.
    ///
    /// @param windows so many in a row
    /// @param factor by which the excursion has grown
    /// @param failuresFactor the same for a share of failures, which can't double when most requests fail already
    public record Worse(Patience windows, double factor, double failuresFactor) {
        public static Worse defaults() {
            return new Worse(new Patience(2, Duration.ofSeconds(30)), 2.0, 1.25);
        }

        double factorOf(SignalRole role) {
            return role.failures() ? failuresFactor : factor;
        }
    }
}
