package nightshift.act.verify;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// How far acting may go, how long it waits, and what counts as healed. Defaults suit windows of 10 s.
///
/// @param limits of the interlocks
/// @param patience with people, targets and rules
/// @param verifying whether an action helped
public record ActConfig(Limits limits, Patience patience, Verifying verifying) {
    public static ActConfig defaults() {
        return new ActConfig(Limits.defaults(), Patience.defaults(), Verifying.defaults());
    }

    /// @param confidenceFloor a decision acts by itself only with a confidence strictly above it
    /// @param coolDown between two starts of one action type on one target, unless the rule says another
    /// @param targetsAtOnce most services acted on at one time
    /// @param shareOfServices the same as a share of the services in view, in (0,1]; one is always allowed
    /// @param actionsPerHour most starts within any hour, pages not counted
    /// @param stormIncidents from so many open incidents on every action needs approval
    public record Limits(
            double confidenceFloor,
            Duration coolDown,
            int targetsAtOnce,
            double shareOfServices,
            int actionsPerHour,
            int stormIncidents) {
        public static Limits defaults() {
            return new Limits(0.9, Duration.ofMinutes(10), 3, 0.34, 20, 5);
        }
    }

    /// @param approval how long a decision waits for a person before it expires
    /// @param unknown how long a target that can't tell is asked again
    /// @param askAgain the first pause between two questions to a target; it doubles up to eight times itself
    /// @param running how long an action may run before it is cancelled, by type
    /// @param nextRung how long rules have to propose something after an action that did not help
    /// @param untouched how long an open incident may go without an action that helps before a human is woken
    public record Patience(
            Duration approval,
            Duration unknown,
            Duration askAgain,
            Deadlines running,
            Duration nextRung,
            Duration untouched) {
        public static Patience defaults() {
            return new Patience(
                    Duration.ofHours(1),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(5),
                    new Deadlines(Map.of("pool.recycle", Duration.ofMinutes(2)), Duration.ofMinutes(10)),
                    Duration.ofSeconds(45),
                    Duration.ofMinutes(20));
        }
    }

    /// @param healthyWindows so many in a row inside the band are healed
    /// @param worse what counts as worse
    /// @param window length of the observer's windows
    /// @param settle how long after the target was done until data counts
    /// @param deadlines from then on, by type: replicas take half a minute, rollouts take minutes
    public record Verifying(int healthyWindows, Worse worse, Duration window, Duration settle, Deadlines deadlines) {
        public static Verifying defaults() {
            return new Verifying(
                    6,
                    Worse.defaults(),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20),
                    new Deadlines(
                            Map.of(
                                    "pool.recycle", Duration.ofMinutes(3),
                                    "workload.restart", Duration.ofMinutes(5),
                                    "workload.scale", Duration.ofMinutes(5),
                                    "workload.rollback", Duration.ofMinutes(6)),
                            Duration.ofMinutes(5)));
        }
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

    /// @param byType for the action types that need their own
    /// @param otherwise for all others
    public record Deadlines(Map<String, Duration> byType, Duration otherwise) {
        public Deadlines {
            byType = Map.copyOf(new TreeMap<>(byType));
        }

        public Duration of(String actionType) {
            return byType.getOrDefault(actionType, otherwise);
        }
    }
}
