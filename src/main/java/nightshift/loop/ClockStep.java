package nightshift.loop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import nightshift.fact.telemetry.Figure;
import nightshift.journal.Journal;

/// A clock that was set back: after a boot with a wrong one, or by a hypervisor. Windows are closed by
/// the latest time that there was and do not close twice, and cool-downs and expiries count from the
/// journal's last entry: until the clock has caught up nothing is seen and nothing done, which is told
/// as long as it is so.
///
/// [#look] is called by the loop's thread alone.
final class ClockStep {
    /// What is less is waited out: a window may close as late for other reasons.
    static final Duration MOST = Duration.ofSeconds(30);

    private static final Logger LOG = System.getLogger(ClockStep.class.getName());

    private volatile Optional<String> said = Optional.empty();

    /// Writes it down once for each step, in journal and log.
    ///
    /// @param now what the clock says
    /// @param latest the latest time by which anything was taken in
    void look(Instant now, Instant latest, Journal journal) {
        Optional<String> back = back(now, latest);
        if (back.isPresent() && said.isEmpty()) {
            LOG.log(Level.WARNING, back.get());
            journal.append("clock.set_back", "clock", Map.of("text", back.get()), now);
        }
        said = back;
    }

    /// What is to be said of it since the last turn; empty while the clock goes forward. Safe from any
    /// thread.
    Optional<String> said() {
        return said;
    }

    private static Optional<String> back(Instant now, Instant latest) {
        Duration behind = Duration.between(now, latest);
        return behind.compareTo(MOST) > 0
                ? Optional.of("the clock was set back by " + Figure.of(behind) + ": nothing is seen until it says "
                        + latest + " again, and nothing is done; if it was right before, set it right")
                : Optional.empty();
    }
}
