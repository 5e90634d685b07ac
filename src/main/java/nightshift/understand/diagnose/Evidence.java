package nightshift.understand.diagnose;

import nightshift.fact.telemetry.EntityId;

/// One thing that speaks for an entity as the root cause. Strengths of all channels are on one scale, so that
/// seconds are never weighed against ratios: 1 is remarkable, 3 is plain, 5 is the most there is.
///
/// @param entity a service or a database
/// @param channel what sort of thing
/// @param strength 0 to 5
/// @param sentence it, in words and numbers, without a full stop
public record Evidence(EntityId entity, Channel channel, double strength, String sentence) {
    /// The most that one piece of evidence can say.
    public static final double STRONGEST = 5;

    public Evidence {
        if (!(strength >= 0 && strength <= STRONGEST)) {
            throw new IllegalArgumentException(
                    "strength of " + channel + " of " + entity + " must be in [0,5], got " + strength);
        }
    }

    /// What sort of thing speaks for an entity.
    public enum Channel {
        /// It takes longer, and what it calls does not explain it.
        OWN_LATENCY,
        /// It answers with errors that were not passed on to it.
        OWN_ERRORS,
        /// A resource of its own is used up or work waits for it.
        SATURATION,
        /// Its instances do not take requests.
        READINESS,
        /// It stopped sending telemetry while it is still called.
        SILENCE,
        /// It logs errors as it usually does not.
        ERROR_LOGS,
        /// Those who call it see it slow or failing.
        SEEN_BY_CALLERS,
        /// It was changed shortly before.
        CHANGE,
        /// Its new version does worse than the one before.
        REGRESSION,
        /// More is asked of it than usual. Speaks for a kind of failure, not for an entity.
        LOAD
    }
}
