package nightshift.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// A clock that people and time services set, followed by one that never goes back.
class ForwardClockTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Instant wall = NOON;
    private long nanos;
    private final ForwardClock clock = new ForwardClock(() -> wall, () -> nanos);

    @Test
    void aClockThatGoesForwardIsTheTimeOfDay() {
        assertThat(clock.instant()).isEqualTo(NOON);
        pass(10, 10);
        assertThat(clock.instant()).isEqualTo(wall);
        pass(1, 400);
        assertThat(clock.instant()).as("set forward").isEqualTo(wall);
        assertThat(clock.behind()).isZero();
    }

    @Test
    void aClockThatIsSetBackGoesOnWhereItWas() {
        clock.instant();

        pass(1, -599);
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(1));
        assertThat(clock.behind()).isEqualTo(Duration.ofSeconds(600));
        pass(5, 5);
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(6));
    }

    @Test
    void onceItIsSetRightAgainItIsTheTimeOfDay() {
        clock.instant();
        pass(1, -599);
        clock.instant();

        pass(1, 601);
        assertThat(clock.instant()).isEqualTo(wall).isEqualTo(NOON.plusSeconds(2));
        assertThat(clock.behind()).isZero();
    }

    @Test
    void ofTwoStepsBackBothCount() {
        clock.instant();
        pass(1, -59);
        clock.instant();
        pass(1, -59);

        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(2));
        assertThat(clock.behind()).isEqualTo(Duration.ofSeconds(120));
    }

    private void pass(long seconds, long onTheWall) {
        nanos += seconds * 1_000_000_000L;
        wall = wall.plusSeconds(onTheWall);
    }
}
