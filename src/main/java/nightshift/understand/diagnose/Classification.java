package nightshift.understand.diagnose;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import nightshift.fact.FailureKind;
import nightshift.understand.diagnose.Evidence.Channel;

/// What sort of failure it would be if this entity were the cause. The first rule that fits wins, hard
/// evidence first:
///
/// | evidence on the entity | kind |
/// |---|---|
/// | its new version does worse, or it was just changed and its instances are not ready, or it was and fails or is
/// slow, or its callers say so, and no resource is full | BAD_DEPLOYMENT |
/// | it is silent, or its instances are not ready | CRASH |
/// | its disk is nearly full, whatever the load | SATURATION |
/// | a resource is used up and load is above usual, and explains what is used | SURGE |
/// | a resource is used up, or far more of it is used than load explains | SATURATION |
/// | slow by itself while load is far above usual | SURGE |
/// | slow by itself | SLOW_BY_ITSELF |
/// | only its callers complain, or time is lost on the way to it | DEPENDENCY_SLOW |
/// | anything else | UNKNOWN |
final class Classification {
    private static final double CLEAR = 0.8;
    private static final double RECENT = 0.6;
    private static final double FAR_ABOVE_USUAL = 1.8;

    private Classification() {}

    static FailureKind of(List<Evidence> evidence) {
        Map<Channel, Double> strengths = new EnumMap<>(Channel.class);
        evidence.forEach(piece -> strengths.merge(piece.channel(), piece.strength(), Math::max));
        boolean full = has(strengths, Channel.SATURATION, CLEAR);
        boolean own = has(strengths, Channel.OWN_ERRORS, CLEAR) || has(strengths, Channel.OWN_LATENCY, CLEAR);
        boolean unready = has(strengths, Channel.READINESS, CLEAR);
        boolean hurts = own || has(strengths, Channel.SEEN_BY_CALLERS, CLEAR);
        boolean byChange = has(strengths, Channel.CHANGE, RECENT) && (unready || hurts && !full);
        if (has(strengths, Channel.REGRESSION, CLEAR) || byChange) {
            return FailureKind.BAD_DEPLOYMENT;
        }
        if (has(strengths, Channel.SILENCE, CLEAR) || unready) {
            return FailureKind.CRASH;
        }
        if (has(strengths, Channel.DISK, CLEAR)) {
            return FailureKind.SATURATION;
        }
        if (full) {
            // callers that try again are load too: what is used beyond it is the service's own doing
            boolean explained = has(strengths, Channel.LOAD, 0) && !has(strengths, Channel.CONSUMPTION, CLEAR);
            return explained ? FailureKind.SURGE : FailureKind.SATURATION;
        }
        if (has(strengths, Channel.CONSUMPTION, CLEAR)) {
            return FailureKind.SATURATION;
        }
        return own ? ofItsOwn(strengths) : seenFromOutside(strengths);
    }

    private static FailureKind ofItsOwn(Map<Channel, Double> strengths) {
        if (has(strengths, Channel.LOAD, FAR_ABOVE_USUAL)) {
            return FailureKind.SURGE;
        }
        double latency = strengths.getOrDefault(Channel.OWN_LATENCY, 0.0);
        double errors = strengths.getOrDefault(Channel.OWN_ERRORS, 0.0);
        return latency > errors ? FailureKind.SLOW_BY_ITSELF : FailureKind.UNKNOWN;
    }

    private static FailureKind seenFromOutside(Map<Channel, Double> strengths) {
        boolean complaints = has(strengths, Channel.SEEN_BY_CALLERS, 0) || has(strengths, Channel.NETWORK, 0);
        return complaints ? FailureKind.DEPENDENCY_SLOW : FailureKind.UNKNOWN;
    }

    private static boolean has(Map<Channel, Double> strengths, Channel channel, double more) {
        return strengths.getOrDefault(channel, 0.0) > more;
    }
}
