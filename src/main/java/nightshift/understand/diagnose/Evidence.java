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

    /// What sort of thing speaks for an entity, and how much a piece of its strength weighs beside others'.
    public enum Channel {
        /// It takes longer, and what it calls does not explain it.
        OWN_LATENCY(1),
        /// It answers with errors that were not passed on to it.
        OWN_ERRORS(1.2),
        /// A resource of its own is used up or work waits for it.
        SATURATION(1),
        /// It uses far more of a resource than it ever did, and not because more is asked of it.
        CONSUMPTION(1),
        /// What it keeps things on is nearly full, and fuller than it ever was.
        DISK(1.2),
        /// Calls to it, or from it, lose time on the way.
        NETWORK(1.1),
        /// It no longer makes calls that it made for each request.
        MISSING_CALLS(0.8),
        /// Its instances do not take requests.
        READINESS(1),
        /// It stopped sending telemetry while it is still called.
        SILENCE(1.2),
        /// It logs errors as it usually does not.
        ERROR_LOGS(0.8),
        /// Those who call it see it slow or failing, and what it calls does not explain it.
        SEEN_BY_CALLERS(1),
        /// It was changed shortly before.
        CHANGE(1),
        /// Its new version does worse than the one before.
        REGRESSION(1.2),
        /// More is asked of it than usual. Speaks for a kind of failure, not for an entity.
        LOAD(0);

        private final double weight;

        Channel(double weight) {
            this.weight = weight;
        }
    }

    /// What it counts when evidence of several channels is weighed.
    double weighed() {
        return strength * channel.weight;
    }
}
