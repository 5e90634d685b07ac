package nightshift.fact.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import nightshift.fact.Action;
import nightshift.fact.telemetry.EntityId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Hours by the clock of a place, also on the days on which it is put forward and back.
class MuteScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate FORWARD = LocalDate.parse("2026-03-29"); // 02:00 is 03:00
    private static final LocalDate BACK = LocalDate.parse("2026-10-25"); // 03:00 is 02:00

    private static LocalHours hours(String from, String to) {
        return new LocalHours(LocalTime.parse(from), LocalTime.parse(to), BERLIN);
    }

    private static MuteSchedule.Weekly weekly(String from, String to, DayOfWeek... days) {
        return new MuteSchedule.Weekly(
                new TreeSet<>(List.of(days)),
                hours(from, to),
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2027-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        // an hour that no clock shows
        "2026-03-29, 01:30, 03:30, 2026-03-29T00:30:00Z, 2026-03-29T01:30:00Z",
        "2026-03-29, 02:30, 04:00, 2026-03-29T01:00:00Z, 2026-03-29T02:00:00Z",
        "2026-03-29, 01:00, 02:30, 2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z",
        "2026-03-28, 22:00, 02:15, 2026-03-28T21:00:00Z, 2026-03-29T01:00:00Z",
        // an hour that clocks show twice
        "2026-10-25, 01:30, 03:30, 2026-10-24T23:30:00Z, 2026-10-25T02:30:00Z",
        "2026-10-25, 02:15, 02:45, 2026-10-25T00:15:00Z, 2026-10-25T01:45:00Z",
        "2026-10-25, 02:30, 03:00, 2026-10-25T00:30:00Z, 2026-10-25T02:00:00Z",
        "2026-10-25, 01:00, 02:30, 2026-10-24T23:00:00Z, 2026-10-25T01:30:00Z",
        // any other night, and one over midnight
        "2026-06-07, 02:00, 04:00, 2026-06-07T00:00:00Z, 2026-06-07T02:00:00Z",
        "2026-06-06, 23:00, 01:00, 2026-06-06T21:00:00Z, 2026-06-06T23:00:00Z"
    })
    void hoursAreWhatTheClockOfThePlaceShows(
            LocalDate day, String from, String to, Instant expectedFrom, Instant expectedUntil) {
        assertThat(hours(from, to).on(day)).contains(new MuteSchedule.Span(expectedFrom, expectedUntil));
    }

    @Test
    void aDayOnWhichTheClockIsChangedHasTwentyThreeOrTwentyFiveHours() {
        assertThat(length(FORWARD)).isEqualTo(Duration.ofHours(23));
        assertThat(length(BACK)).isEqualTo(Duration.ofHours(25));
        assertThat(length(BACK.plusDays(1))).isEqualTo(Duration.ofHours(24));
    }

    private static Duration length(LocalDate day) {
        MuteSchedule.Span span = hours("00:00", "00:00").on(day).orElseThrow();
        return Duration.between(span.from(), span.until());
    }

    @Test
    void hoursThatClocksSkipDoNotHappenThatDay() {
        // Given
        MuteSchedule.Weekly sundays = weekly("02:15", "02:45", DayOfWeek.SUNDAY);

        // Then
        assertThat(hours("02:15", "02:45").on(FORWARD)).isEmpty();
        assertThat(sundays.nextAt(Instant.parse("2026-03-28T12:00:00Z")))
                .contains(new MuteSchedule.Span(
                        Instant.parse("2026-04-05T00:15:00Z"), Instant.parse("2026-04-05T00:45:00Z")));
        assertThatThrownBy(() -> new MuteSchedule.OnceLocal(FORWARD, hours("02:15", "02:45")))
                .hasMessageContaining("clocks skip 02:15 to 02:45 Europe/Berlin on 2026-03-29");
    }

    @Test
    void aWeeklyWindowHasNoHoleWhereClocksArePutBack() {
        // Given
        MuteSchedule.Weekly sundays = weekly("02:30", "03:30", DayOfWeek.SUNDAY);

        // Then: by the first 02:30 it begins, and with the only 03:30 it ends
        Instant first = Instant.parse("2026-10-25T00:30:00Z");
        assertThat(sundays.at(first.minusSeconds(1))).isEmpty();
        for (Instant at = first; at.isBefore(Instant.parse("2026-10-25T02:30:00Z")); at = at.plusSeconds(60)) {
            assertThat(sundays.at(at)).isPresent();
        }
        assertThat(sundays.at(Instant.parse("2026-10-25T02:30:00Z"))).isEmpty();
    }

    @Test
    void aWindowOverMidnightIsOfTheDayOnWhichItBegins() {
        // Given
        MuteSchedule.Weekly saturdays = weekly("23:00", "01:00", DayOfWeek.SATURDAY);

        // Then
        assertThat(saturdays.at(Instant.parse("2026-06-06T22:30:00Z"))).isPresent(); // Sunday 00:30 in Berlin
        assertThat(saturdays.at(Instant.parse("2026-06-05T22:30:00Z"))).isEmpty();
        assertThat(saturdays
                        .nextAt(Instant.parse("2026-06-06T23:00:00Z"))
                        .orElseThrow()
                        .from())
                .isEqualTo("2026-06-13T21:00:00Z");
    }

    @Test
    void aWeeklyWindowIsCutAtItsEndAndNeverHoldsAgain() {
        // Given
        Instant end = Instant.parse("2026-06-07T01:00:00Z");
        MuteSchedule.Weekly sundays = new MuteSchedule.Weekly(
                new TreeSet<>(List.of(DayOfWeek.SUNDAY)),
                hours("02:00", "04:00"),
                Instant.parse("2026-06-01T00:00:00Z"),
                end);

        // Then
        assertThat(sundays.at(end.minusSeconds(1)).orElseThrow().until()).isEqualTo(end);
        assertThat(sundays.nextAt(end)).isEmpty();
        assertThat(sundays.expiry()).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({
        "cart, '', '', true",
        "shop/cart, '', '', true",
        "shop/*, '', '', true",
        "*art, '', '', true",
        "c*r*t, '', '', true",
        "other/cart, '', '', false",
        "car, '', '', false",
        "cart, recycle, '', true",
        "cart, restart, '', false",
        "'', '', pool.recycle, true",
        "'', '', pool.*, true",
        "cart, '', escalate, false"
    })
    void allThatAMuteNamesMustMatch(String service, String rule, String action, boolean matches) {
        MuteMatcher matcher = new MuteMatcher(service, rule, action, Map.of());

        assertThat(matcher.matches("recycle", recycle(EntityId.instance("shop", "cart", "cart-1"))))
                .isEqualTo(matches);
    }

    @Test
    void aLabelIsThatOfTheTargetsService() {
        MuteMatcher eu = new MuteMatcher("", "", "", Map.of("cluster", "eu-*"));

        assertThat(eu.matches("r", recycle(EntityId.service("shop", "cart").inCluster("eu-1"))))
                .isTrue();
        assertThat(eu.matches("r", recycle(EntityId.service("shop", "cart")))).isFalse();
        assertThatThrownBy(() -> new MuteMatcher("", "", "", Map.of("team", "pay")))
                .hasMessageContaining("'team' is no label of a service");
        assertThatThrownBy(() -> new MuteMatcher("", "", "", Map.of())).hasMessageContaining("a mute needs");
    }

    private static Action recycle(EntityId target) {
        return new Action("pool.recycle", target, Map.of());
    }
}
