package nightshift.act.interlock;

import java.time.Duration;
import nightshift.fact.Anomaly;

/// The bounds on acting, as numbers.
///
/// @param confidenceFloor a decision acts by itself only with a confidence strictly above it
/// @param coolDown between two starts of one action type on one target, unless the rule says another
/// @param targetsAtOnce most services acted on at one time
/// @param shareOfServices the same as a share of the services in view, in (0,1]; one is always allowed
/// @param actionsPerHour most starts within any hour, pages not counted
/// @param stormIncidents from so many open incidents on every action needs approval
/// @param turnGap so long without a turn nobody looked: nothing is done until fresh data has come in
public record InterlockConfig(
        double confidenceFloor,
        Duration coolDown,
        int targetsAtOnce,
        double shareOfServices,
        int actionsPerHour,
        int stormIncidents,
        Duration turnGap) {
    public InterlockConfig {
        if (!(confidenceFloor >= Anomaly.UNCALIBRATED_AT_MOST && confidenceFloor < 1)) {
            throw new IllegalArgumentException("a confidence from " + Anomaly.UNCALIBRATED_AT_MOST
                    + " to below 1, since nothing acts alone by what is not calibrated, got " + confidenceFloor);
        }
        if (targetsAtOnce < 1 || !(shareOfServices > 0 && shareOfServices <= 1) || actionsPerHour < 1) {
            throw new IllegalArgumentException("at least 1 target, a share above 0 and at least 1 action an hour, got "
                    + targetsAtOnce + ", " + shareOfServices + " and " + actionsPerHour);
        }
    }

    public static InterlockConfig defaults() {
        return new InterlockConfig(
                Anomaly.UNCALIBRATED_AT_MOST, Duration.ofMinutes(10), 3, 0.34, 20, 5, Duration.ofSeconds(15));
    }
}
