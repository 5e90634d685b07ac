package nightshift.journal;

import java.time.Instant;

/// One entry of the append-only log: the cursor behind server-sent events.
///
/// @param seq without gaps, rising
/// @param at the turn's or the command's time
/// @param kind such as `incident.opened`, `decision.decided`, `action.started`, `rules.reloaded`, `automation.paused`
/// @param subject id of the incident, decision or rule it is about
/// @param body JSON object
public record Event(long seq, Instant at, String kind, String subject, String body) {}
