package nightshift.simulate.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import nightshift.simulate.trial.DrawnWorld;
import nightshift.simulate.world.design.FaultKind;
import nightshift.simulate.world.design.Strength;
import nightshift.simulate.world.design.TrapKind;
import nightshift.simulate.world.design.WorldPlan;
import nightshift.simulate.world.layout.Protocol;
import org.junit.jupiter.api.Test;

class WorldScoreTest {
    @Test
    void theIntervalIsWilsons() {
        // Given: 8 of 10, whose Wilson interval is 0.490 to 0.943 (Brown, Cai, DasGupta 2001)
        WorldScore.Rate.Span span = new WorldScore.Rate(8, 10).interval();

        // Then
        assertThat(span.low()).isCloseTo(0.490, within(0.001));
        assertThat(span.high()).isCloseTo(0.943, within(0.001));
        assertThat(new WorldScore.Rate(0, 0).interval()).isEqualTo(new WorldScore.Rate.Span(0, 1));
    }

    @Test
    void faultsAreCountedOneByOneAndHealingAmongThoseThatCanBeHealed() {
        // Given
        WorldResult healed = world(1, 10, verdict(fault(true, true, false), fault(false, false, true)));
        WorldResult missed = world(2, 60, verdict(fault(false, true, true)));

        // When
        WorldScore.Row all = new WorldScore(List.of(healed, missed)).rows().getFirst();

        // Then
        assertThat(all.worlds()).isEqualTo(2);
        assertThat(all.seen()).isEqualTo(new WorldScore.Rate(1, 3));
        assertThat(all.healed()).isEqualTo(new WorldScore.Rate(1, 2));
    }

    @Test
    void theYoungHaveARowOfTheirOwnAndAreInAllOthers() {
        // Given
        WorldResult grown = world(1, 10, verdict(fault(true, true, false)));
        WorldResult young = world(2, 60, verdict(fault(false, true, true)));

        // When
        List<WorldScore.Row> rows = new WorldScore(List.of(grown, young)).rows();

        // Then
        assertThat(row(rows, "all").seen()).isEqualTo(new WorldScore.Rate(1, 2));
        assertThat(row(rows, "not young").seen()).isEqualTo(new WorldScore.Rate(1, 1));
        assertThat(row(rows, "young").seen()).isEqualTo(new WorldScore.Rate(0, 1));
        assertThat(row(rows, "60 s").seen()).isEqualTo(new WorldScore.Rate(0, 1));
    }

    @Test
    void pagesOfWorldsWithoutAFaultAreCountedApart() {
        // Given
        WorldVerdict paged = new WorldVerdict(List.of(), List.of("restart on a"), false, 2);
        DrawnWorld drawn = drawn(1, 10, List.of(), List.of(new WorldPlan.TrapWish(TrapKind.SURGE, 5, Protocol.HTTP)));

        // When
        WorldScore.Row all =
                new WorldScore(List.of(result(drawn, paged))).rows().getFirst();

        // Then
        assertThat(all.pages()).isZero();
        assertThat(all.trapPages()).isEqualTo(new WorldScore.Rate(1, 1));
        assertThat(all.falseActions()).isEqualTo(new WorldScore.Rate(1, 1));
        assertThat(all.actions()).isEqualTo(1);
    }

    private static WorldScore.Row row(List<WorldScore.Row> rows, String value) {
        return rows.stream()
                .filter(one -> one.value().equals(value))
                .findFirst()
                .orElseThrow();
    }

    private static WorldVerdict verdict(WorldVerdict.OnFault... faults) {
        return new WorldVerdict(List.of(faults), List.of(), false, 1);
    }

    private static WorldVerdict.OnFault fault(boolean good, boolean healable, boolean young) {
        return new WorldVerdict.OnFault(FaultKind.CRASH_LOOP, good, good, good, good, good, healable, young);
    }

    private static WorldResult world(int number, int interval, WorldVerdict verdict) {
        WorldPlan.FaultWish wish = new WorldPlan.FaultWish(FaultKind.CRASH_LOOP, Strength.CLEAR, 5, Protocol.HTTP);
        return result(drawn(number, interval, List.of(wish), List.of()), verdict);
    }

    private static DrawnWorld drawn(
            int number, int interval, List<WorldPlan.FaultWish> faults, List<WorldPlan.TrapWish> traps) {
        return new DrawnWorld(
                number,
                new WorldPlan(number, 100, faults, traps),
                new DrawnWorld.Subject("MICROMETER", interval),
                new DrawnWorld.Setting(0, OptionalInt.empty(), false, false, false));
    }

    private static WorldResult result(DrawnWorld drawn, WorldVerdict verdict) {
        return new WorldResult(
                drawn,
                new WorldTruth(List.of(), List.of(), new WorldTruth.Fare(0, 0, 0, 0), 100),
                new Testimony(List.of(), List.of()),
                verdict,
                Duration.ZERO,
                List.of());
    }
}
