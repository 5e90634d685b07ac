package nightshift.act.interlock;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.fact.Assessment;
import nightshift.fact.Change;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Mute;
import nightshift.fact.decision.Remedy;

/// All that an interlock may look at.
///
/// @param now the turn
/// @param belief of the turn
/// @param pause in force, if any
/// @param mutes that stand, also those that do not hold at present
/// @param gap the last time in which nobody looked, if there was one
/// @param unwritable why the journal can't be written, if it can't
/// @param acting decisions whose effect is under way, being verified or being undone
/// @param started decisions whose effect was started within a day, settled or not, oldest first
/// @param changes of production within a day
public record Situation(
        Instant now,
        Assessment belief,
        Optional<Command.Pause> pause,
        List<Mute> mutes,
        Optional<Gap> gap,
        Optional<String> unwritable,
        List<Remedy> acting,
        List<Remedy> started,
        List<Change> changes) {
    public Situation {
        mutes = List.copyOf(mutes);
        acting = List.copyOf(acting);
        started = List.copyOf(started);
        changes = List.copyOf(changes);
    }

    /// With the changes that are believed.
    public Situation(
            Instant now,
            Assessment belief,
            Optional<Command.Pause> pause,
            List<Mute> mutes,
            Optional<Gap> gap,
            Optional<String> unwritable,
            List<Remedy> acting,
            List<Remedy> started) {
        this(now, belief, pause, mutes, gap, unwritable, acting, started, belief.changes());
    }
}
