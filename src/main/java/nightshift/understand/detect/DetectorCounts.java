package nightshift.understand.detect;

/// What a share of failures rests on while its past is too short to be calibrated: the requests that were counted. How
/// far residuals usually stray must be learned over many windows; how often so many of so many requests fail by chance
/// need not.
///
/// Quiet time counts as if all of it had been as bad as its worst window, so that failures which come in bursts prove
/// less. What is left is bounded by Chernoff's inequality, `exp(-n KL(share || usual))`, which needs no more than a
/// sum.
final class DetectorCounts {
    /// Requests that each side must have before their shares are compared.
    private static final long LEAST_REQUESTS = 50;
    /// Fewer failures are somebody's bad luck, however rare they were.
    private static final double LEAST_FAILURES = 20;

    private long quietRequests;
    private double quietFailures;
    private double worst;
    private long awayRequests;
    private double awayFailures;

    /// Takes in a window of quiet time.
    ///
    /// @param share of its requests that failed
    /// @param requests behind it
    void quiet(double share, long requests) {
        quietRequests += requests;
        quietFailures += share * requests;
        worst = Math.max(worst, share);
        awayRequests = 0;
        awayFailures = 0;
    }

    /// Takes in a window of an excursion.
    void away(double share, long requests) {
        awayRequests += requests;
        awayFailures += share * requests;
    }

    /// 1 minus the probability that so large a share of the excursion's requests fails by chance; 0 where too few were
    /// counted to tell.
    double confidence() {
        if (quietRequests < LEAST_REQUESTS || awayRequests < LEAST_REQUESTS || awayFailures < LEAST_FAILURES) {
            return 0;
        }
        double usual = Math.max(worst, (quietFailures + 1) / (quietRequests + 2));
        double share = Math.min(1, awayFailures / awayRequests);
        return share <= usual ? 0 : 1 - Math.exp(-awayRequests * divergence(share, usual));
    }

    /// Kullback and Leibler's, of two shares.
    private static double divergence(double share, double usual) {
        double failing = share * Math.log(share / usual);
        return share < 1 ? failing + (1 - share) * Math.log((1 - share) / (1 - usual)) : failing;
    }
}
