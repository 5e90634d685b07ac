package nightshift.act.interlock;

import java.time.Instant;

/// A time in which nobody looked.
///
/// @param until when it ended, by the clock as it is now
/// @param why one sentence that stays the same
public record Gap(Instant until, String why) {}
