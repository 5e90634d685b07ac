package nightshift.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnTimesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final TurnTimes times = new TurnTimes(nanos::get);

    @Test
    void stagesAndTurnsAreAddedUp() {
        // When two turns are made, of which one writes
        times.turn(() -> times.stage(TurnTimes.Stage.DECIDE, () -> nanos.addAndGet(300)));
        times.turn(() -> {
            times.stage(TurnTimes.Stage.DECIDE, () -> nanos.addAndGet(200));
            times.stage(TurnTimes.Stage.JOURNAL, () -> {
                nanos.addAndGet(1000);
            });
            return true;
        });

        // Then
        assertThat(times.turns()).isEqualTo(new TurnTimes.Taken(2, Duration.ofNanos(1500)));
        assertThat(times.of(TurnTimes.Stage.DECIDE)).isEqualTo(new TurnTimes.Taken(2, Duration.ofNanos(500)));
        assertThat(times.of(TurnTimes.Stage.JOURNAL)).isEqualTo(new TurnTimes.Taken(1, Duration.ofNanos(1000)));
        assertThat(times.of(TurnTimes.Stage.ACT)).isEqualTo(new TurnTimes.Taken(0, Duration.ZERO));
    }

    @Test
    void aTurnThatFailsTookItsTimeToo() {
        assertThatThrownBy(() -> times.turn(() -> {
                    nanos.addAndGet(70);
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(times.turns()).isEqualTo(new TurnTimes.Taken(1, Duration.ofNanos(70)));
    }
}
