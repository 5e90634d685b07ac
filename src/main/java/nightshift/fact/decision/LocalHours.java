package nightshift.fact.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/// From one time of the day to another, as a clock on the wall of a zone shows them.
///
/// Where clocks are put forward, times that no clock shows are left out: hours that begin within the gap begin when it
/// ends, and those that lie in it altogether do not happen that day. Where clocks are put back, a time is shown
/// twice: hours begin with the first and end with the last, so that they have no hole.
///
/// @param from when they begin
/// @param to when they end, on the next day if that is not later; the same time is a whole day
/// @param zone of the IANA database, such as `Europe/Berlin`
public record LocalHours(LocalTime from, LocalTime to, ZoneId zone) {
    /// When they are on a day; empty where clocks skip all of them.
    public Optional<MuteSchedule.Span> on(LocalDate day) {
        LocalDate lastDay = to.isAfter(from) ? day : day.plusDays(1);
        Instant begin = instant(day.atTime(from), false);
        Instant end = instant(lastDay.atTime(to), true);
        return begin.isBefore(end) ? Optional.of(new MuteSchedule.Span(begin, end)) : Optional.empty();
    }

    /// @param last of two times that are shown twice, which one
    private Instant instant(LocalDateTime shown, boolean last) {
        ZoneOffsetTransition change = zone.getRules().getTransition(shown);
        if (change == null) {
            return shown.atZone(zone).toInstant();
        }
        if (change.isGap()) {
            return change.getInstant();
        }
        return shown.toInstant(last ? change.getOffsetAfter() : change.getOffsetBefore());
    }

    /// `02:00 to 04:00 Europe/Berlin`.
    public String describe() {
        return from + " to " + to + " " + zone.getId();
    }
}
