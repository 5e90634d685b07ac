package nightshift.fact.decision;

import java.time.Instant;

/// What fresh windows have shown of a trigger so far.
///
/// @param lastWindow end of the last one counted
/// @param fresh how many there were
/// @param inside how many of the last ones in a row were inside the band, under load enough to tell
/// @param worse how many of the last ones in a row were clearly worse than at the decision
/// @param lastValue of the last one, in the signal's unit
/// @param requests how many were asked in the windows in a row that were inside; infinite where nobody counts them
/// @param thin how many of the last ones in a row were not outside the band, but asked too little to tell
public record VerificationProgress(
        Instant lastWindow, int fresh, int inside, int worse, double lastValue, double requests, int thin) {
    /// Nothing was seen yet.
    public static final VerificationProgress NONE = new VerificationProgress(Instant.MIN, 0, 0, 0, Double.NaN, 0, 0);

    /// One window more, outside the band.
    ///
    /// @param isWorse clearly worse than at the decision
    public VerificationProgress outside(Instant window, double value, boolean isWorse) {
        return new VerificationProgress(window, fresh + 1, 0, isWorse ? worse + 1 : 0, value, 0, 0);
    }

    /// One window more, inside the band and proof of it.
    ///
    /// @param asked requests in it; infinite where nobody counts them
    public VerificationProgress inside(Instant window, double value, double asked) {
        return new VerificationProgress(window, fresh + 1, inside + 1, 0, value, requests + asked, 0);
    }

    /// One window more, not outside the band, but asked too little to tell.
    public VerificationProgress thin(Instant window, double value) {
        return new VerificationProgress(window, fresh + 1, 0, 0, value, 0, thin + 1);
    }
}
