package nightshift.act.verify;

import java.time.Instant;

/// What fresh windows have shown of a trigger so far.
///
/// @param lastWindow end of the last one counted
/// @param fresh how many there were
/// @param inside how many of the last ones in a row were inside the band
/// @param worse how many of the last ones in a row were clearly worse than at the decision
/// @param lastValue of the last one, in the signal's unit
public record VerificationProgress(Instant lastWindow, int fresh, int inside, int worse, double lastValue) {
    public static final VerificationProgress NONE = new VerificationProgress(Instant.MIN, 0, 0, 0, Double.NaN);

    VerificationProgress next(Instant window, double value, boolean isInside, boolean isWorse) {
        return new VerificationProgress(window, fresh + 1, isInside ? inside + 1 : 0, isWorse ? worse + 1 : 0, value);
    }
}
