package nightshift.act.verify;

import java.time.Duration;
import java.util.Map;
import nightshift.fact.ActionType;

/// What counts as healed, what as worse, and until when. Defaults suit windows of 10 s.
///
/// @param healthyWindows so many in a row inside the band are healed
/// @param worse what counts as worse
/// @param window length of the observer's windows
/// @param settle how long after the target was done until data counts
/// @param deadlines from then on, by type: replicas take half a minute, rollouts take minutes
public record VerifyConfig(int healthyWindows, Worse worse, Duration window, Duration settle, Deadlines deadlines) {
    public static VerifyConfig defaults() {
        return new VerifyConfig(
                6,
                Worse.defaults(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                new Deadlines(
                        Map.of(
                                ActionType.POOL_RECYCLE, Duration.ofMinutes(3),
                                ActionType.WORKLOAD_RESTART, Duration.ofMinutes(5),
                                ActionType.WORKLOAD_SCALE, Duration.ofMinutes(5),
                                ActionType.WORKLOAD_ROLLBACK, Duration.ofMinutes(6)),
                        Duration.ofMinutes(5)));
    }

    /// Worse is an excursion from the band that has clearly grown since the decision and is not easing.
    ///
    /// @param windows so many in a row
    /// @param factor by which the excursion has grown
    /// @param ratioFactor the same for a ratio, which can't double when most requests fail already
    public record Worse(int windows, double factor, double ratioFactor) {
        public static Worse defaults() {
            return new Worse(3, 2.0, 1.25);
        }

        double factorOf(String signal) {
            return signal.endsWith(".ratio") ? ratioFactor : factor;
        }
    }
}
