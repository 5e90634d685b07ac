package nightshift.fact.decision;

import java.time.Instant;
import nightshift.fact.RuleMode;

/// What a person orders, journalled before the reply and applied in the next turn.
public sealed interface Command {
    /// Who ordered it.
    String principal();

    /// Why, in the person's words; may be empty.
    String reason();

    /// When it was received.
    Instant at();

    record Approve(String decision, String principal, String reason, Instant at) implements Command {}

    record Reject(String decision, String principal, String reason, Instant at) implements Command {}

    /// The kill switch: nothing is dispatched until [Resume]; persists over restarts.
    record Pause(String principal, String reason, Instant at) implements Command {}

    record Resume(String principal, String reason, Instant at) implements Command {}

    /// Where a series is now is its normal course: an excursion is over, whatever its size.
    ///
    /// @param series text of its key
    record Relearn(String series, String principal, String reason, Instant at) implements Command {}

    /// The effective mode of a rule is the lower of this and the file's.
    record SetMode(String rule, RuleMode mode, String principal, String reason, Instant at) implements Command {}

    /// From the next turn on a mute holds at its times; persists over restarts.
    record MakeMute(Mute mute) implements Command {
        @Override
        public String principal() {
            return mute.principal();
        }

        @Override
        public String reason() {
            return mute.reason();
        }

        @Override
        public Instant at() {
            return mute.at();
        }
    }

    /// Ends a mute before its time.
    ///
    /// @param mute its id
    record LiftMute(String mute, String principal, String reason, Instant at) implements Command {}
}
