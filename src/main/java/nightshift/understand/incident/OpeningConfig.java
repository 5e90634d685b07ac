package nightshift.understand.incident;

import java.time.Duration;
import nightshift.fact.telemetry.Patience;

/// When symptoms are worth an incident: how long each kind of trouble must hold, and how far it must go.
///
/// @param felt how long what users feel must hold without a break: two windows of a slow series say as much as three
///     of ten seconds
/// @param unready how long replicas must be unready; one that starts anew is for less
/// @param rollout how long after a change its new replicas may be unready
/// @param strained how long something must be used many times as much as usual; a job that runs now and then is over
///     by then
/// @param queued how long work must stay in a queue; a burst is worked off by then
/// @param pressed how long a node must be under pressure: the kubelet frees what it can within seconds and says so for
///     five minutes longer, so after twice that it could not
/// @param far half-widths of the band beyond the forecast that are far, whatever users feel
/// @param requests that must have been served while trouble held: the mean of a handful is anybody's guess
/// @param few share of the replicas, less than which take requests in no rollout for as long as `unready`: a Deployment
///     keeps three quarters of them unless it is told otherwise, and of one replica and the one that comes after it one
///     is ready
/// @param full share of a disk that is as good as all of it: the rest is what file systems keep for root
public record OpeningConfig(
        Patience felt,
        Patience unready,
        Patience rollout,
        Patience strained,
        Patience queued,
        Patience pressed,
        double far,
        int requests,
        double few,
        double full) {
    public static final OpeningConfig DEFAULT = new OpeningConfig(
            new Patience(2, Duration.ofSeconds(30)),
            new Patience(2, Duration.ofSeconds(90)),
            new Patience(2, Duration.ofMinutes(5)),
            new Patience(2, Duration.ofSeconds(40)),
            new Patience(3, Duration.ofMinutes(5)),
            new Patience(2, Duration.ofMinutes(10)),
            4,
            20,
            0.45,
            0.95);

    public OpeningConfig {
        if (!(far >= 1) || requests < 1 || !(few > 0 && few < 1) || !(full > 0 && full < 1)) {
            throw new IllegalArgumentException(
                    "far is at least 1 half-width, requests at least 1, few and full are shares, got " + far + ", "
                            + requests + ", " + few + " and " + full);
        }
    }
}
