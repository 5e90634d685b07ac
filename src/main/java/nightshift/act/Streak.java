package nightshift.act;

import java.time.Instant;

/// What fresh windows have shown of a trigger so far.
///
/// @param lastWindow end of the last one counted
/// @param fresh how many there were
/// @param inside how many of the last ones in a row were inside the band
/// @param worse how many of the last ones in a row were clearly worse than at the decision
/// @param lastValue of the last one, in the signal's unit
record Streak(Instant lastWindow, int fresh, int inside, int worse, double lastValue) {
    static final Streak NONE = new Streak(Instant.MIN, 0, 0, 0, Double.NaN);

    Streak next(Instant window, double value, boolean isInside, boolean isWorse) {
        return new Streak(window, fresh + 1, isInside ? inside + 1 : 0, isWorse ? worse + 1 : 0, value);
    }
}
