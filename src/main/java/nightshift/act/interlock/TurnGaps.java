package nightshift.act.interlock;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nightshift.fact.telemetry.Figure;
import org.jspecify.annotations.Nullable;

/// Notices that nobody looked for a while: a process that was frozen, turns that failed, a clock that was set. Only
/// the loop's thread touches it.
public final class TurnGaps {
    private final Duration most;
    private @Nullable Instant last;
    private Duration behind = Duration.ZERO;
    private @Nullable Gap gap;

    /// @param most time between two turns that is still usual
    public TurnGaps(Duration most) {
        this.most = most;
    }

    /// Before a turn acts.
    ///
    /// @param turn its time, which is past when it is taken again
    /// @param clock the time now
    /// @param setBack how far the time of day is behind that
    public void turn(Instant turn, Instant clock, Duration setBack) {
        Duration step = setBack.minus(behind).abs();
        Duration pause = last == null ? Duration.ZERO : Duration.between(last, clock);
        Duration late = Duration.between(turn, clock);
        if (pause.isNegative() || late.isNegative() || step.compareTo(most) > 0) {
            gap = new Gap(clock, "the clock was set");
        } else if (pause.compareTo(most) > 0) {
            gap = new Gap(clock, "nobody looked from " + last + " on, for " + Figure.of(pause));
        } else if (late.compareTo(most) > 0) {
            gap = new Gap(clock, "the turn of " + turn + " is taken up " + Figure.of(late) + " late");
        }
        last = clock;
        behind = setBack;
    }

    /// The last one, whenever it was.
    public Optional<Gap> last() {
        return Optional.ofNullable(gap);
    }
}
