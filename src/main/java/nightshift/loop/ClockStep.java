package nightshift.loop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.telemetry.Figure;
import nightshift.journal.Journal;

/// Tells of a clock that was set back, after a boot with a wrong one or by a hypervisor, as long as it is
/// so: the loop goes on by a [ForwardClock].
///
/// [#look] is called by the loop's thread alone.
final class ClockStep {
    /// What is less is no matter: a window may close as late for other reasons.
    static final Duration MOST = Duration.ofSeconds(30);

    private static final Logger LOG = System.getLogger(ClockStep.class.getName());

    private volatile Optional<String> said = Optional.empty();

    /// Writes it down once for each step, in journal and log.
    ///
    /// @param now the turn's time
    /// @param behind how far the time of day is behind it
    void look(Instant now, Duration behind, Journal journal) {
        boolean back = behind.compareTo(MOST) > 0;
        if (!back) {
            said = Optional.empty();
        } else if (said.isEmpty()) {
            String text = "the clock was set back by " + Figure.of(behind) + " when it said " + now
                    + ": Nightshift goes on from there, and takes what is stamped by that clock as of now; a start is"
                    + " refused until the clock says so again: set it right, if it was right before";
            LOG.log(Level.WARNING, text);
            journal.append("clock.set_back", "clock", Map.of("text", text), now);
            said = Optional.of(text);
        }
    }

    /// What is to be said of it; empty while the clock goes forward. Safe from any thread.
    Optional<String> said() {
        return said;
    }
}
