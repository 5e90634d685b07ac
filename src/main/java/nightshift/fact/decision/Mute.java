package nightshift.fact.decision;

import java.time.Instant;
import nightshift.fact.Action;

/// A person's word that for a time nothing of a sort is to be done by itself, and that nobody is to be woken for it.
///
/// @param id made of all the others
/// @param matcher what it is about
/// @param schedule when it holds
/// @param principal who made it
/// @param reason why, never empty
/// @param at when it was made
public record Mute(String id, MuteMatcher matcher, MuteSchedule schedule, String principal, String reason, Instant at) {
    public Mute {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a mute needs a reason");
        }
    }

    /// Whether it holds.
    public boolean active(Instant now) {
        return schedule.at(now).isPresent();
    }

    /// Whether it holds for this action of this rule.
    public boolean mutes(String rule, Action action, Instant now) {
        return active(now) && matcher.matches(rule, action);
    }

    /// Whether it never holds again.
    public boolean expired(Instant now) {
        return !now.isBefore(schedule.expiry());
    }

    /// In one sentence, while it holds: `service cart until 05:00, by ann: the disks are moved`.
    public String describe(Instant now) {
        return matcher.describe()
                + schedule.at(now).map(span -> " until " + span.until()).orElse("") + ", by " + principal + ": "
                + reason;
    }
}
