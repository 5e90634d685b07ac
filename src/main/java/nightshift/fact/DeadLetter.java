package nightshift.fact;

import java.time.Instant;

/// One entry that could not be taken in and was set aside.
///
/// @param at the turn
/// @param subject what it is about, the same text each time: `series shop/cart|http.server.request.duration`
/// @param reason what was thrown, in one line
public record DeadLetter(Instant at, String subject, String reason) {
    /// One sentence for a person.
    public String describe() {
        return "set aside " + subject + ": " + reason;
    }
}
