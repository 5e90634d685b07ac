package nightshift.simulate.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.simulate.world.design.FaultKind;
import nightshift.simulate.world.design.Strength;
import nightshift.simulate.world.design.TrapKind;
import nightshift.simulate.world.design.WorldPlan;
import nightshift.simulate.world.layout.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The shares that the exam promises, for several seeds and both of its sizes.
class WorldLotteryTest {
    private static final WorldCatalogue CATALOGUE = WorldCatalogue.shipped();

    static Stream<Arguments> exams() {
        return Stream.of(60, 200)
                .flatMap(worlds ->
                        Stream.of(0L, 1L, 7L, 4711L, -3L, 0xdeadbeefL).map(seed -> Arguments.of(worlds, seed)));
    }

    @ParameterizedTest
    @MethodSource("exams")
    void trapsPairsAndWeakFaultsHaveTheirShares(int worlds, long seed) {
        // When
        List<DrawnWorld> drawn = WorldLottery.draw(CATALOGUE, worlds, seed);

        // Then
        assertThat(share(drawn, DrawnWorld::trap)).isCloseTo(0.30, within(0.005));
        assertThat(share(drawn, world -> world.plan().faults().size() == 2)).isCloseTo(0.15, within(0.005));
        assertThat(share(drawn, world -> world.setting().weak())).isCloseTo(0.25, within(0.005));
        assertThat(share(drawn, world -> world.setting().restart().isPresent())).isCloseTo(0.10, within(0.005));
        assertThat(share(drawn, world -> world.setting().objectives())).isCloseTo(0.50, within(0.005));
    }

    @ParameterizedTest
    @MethodSource("exams")
    void everyProtocolDialectAndIntervalHasItsShare(int worlds, long seed) {
        // When
        List<DrawnWorld> drawn = WorldLottery.draw(CATALOGUE, worlds, seed);

        // Then
        assertThat(shares(drawn, WorldLotteryTest::protocol))
                .containsOnlyKeys(Protocol.HTTP, Protocol.GRPC, Protocol.MESSAGING)
                .allSatisfy((protocol, share) -> assertThat(share).isGreaterThanOrEqualTo(0.08));
        assertThat(shares(drawn, world -> world.subject().dialect()))
                .containsOnlyKeys(CATALOGUE.dialect().keySet())
                .allSatisfy((dialect, share) -> assertThat(share).isGreaterThanOrEqualTo(0.08));
        assertThat(shares(drawn, world -> world.subject().intervalSeconds()))
                .containsOnlyKeys(5, 10, 15, 30, 60)
                .allSatisfy((interval, share) -> assertThat(share).isGreaterThanOrEqualTo(0.08));
        assertThat(shares(drawn, world -> world.setting().warmUpMinutes())).containsOnlyKeys(0, 3, 12, 60);
    }

    @ParameterizedTest
    @MethodSource("exams")
    void everyFaultAndEveryTrapIsThere(int worlds, long seed) {
        // When
        List<DrawnWorld> drawn = WorldLottery.draw(CATALOGUE, worlds, seed);

        // Then
        for (FaultKind kind : FaultKind.values()) {
            assertThat(share(drawn, world -> !world.trap() && first(world).kind() == kind))
                    .as(kind.name())
                    .isGreaterThanOrEqualTo(0.04);
        }
        for (TrapKind kind : TrapKind.values()) {
            assertThat(drawn)
                    .anyMatch(world ->
                            world.trap() && world.plan().traps().getFirst().kind() == kind);
        }
    }

    @ParameterizedTest
    @MethodSource("exams")
    void rootsSpeakWhatTheCatalogueAllowsThem(int worlds, long seed) {
        assertThat(WorldLottery.draw(CATALOGUE, worlds, seed))
                .filteredOn(world -> !world.trap())
                .allSatisfy(
                        world -> assertThat(CATALOGUE.fault(first(world).kind()).protocols())
                                .contains(protocol(world)));
    }

    @ParameterizedTest
    @MethodSource("exams")
    void twoFaultsDifferAndBeginWithinFiveMinutes(int worlds, long seed) {
        assertThat(WorldLottery.draw(CATALOGUE, worlds, seed))
                .filteredOn(world -> world.plan().faults().size() == 2)
                .allSatisfy(world -> {
                    WorldPlan.FaultWish second = world.plan().faults().getLast();
                    assertThat(second.kind()).isNotEqualTo(first(world).kind());
                    assertThat(second.onset() - first(world).onset()).isBetween(0, 299);
                    assertThat(second.strength() == Strength.WEAK)
                            .isEqualTo(world.setting().weak());
                });
    }

    @Test
    void onsetsComeAfterTheWarmUpAndLeaveTwentyMinutes() {
        assertThat(WorldLottery.draw(CATALOGUE, 60, 1)).allSatisfy(world -> {
            int warmUp = world.setting().warmUpMinutes() * 60;
            int onset = world.trap()
                    ? world.plan().traps().getFirst().onset()
                    : first(world).onset();
            assertThat(onset - warmUp).isBetween(0, 119);
            assertThat(world.plan().seconds() - onset).isBetween(1200, 1500);
            assertThat(world.setting().restart().orElse(world.plan().seconds() / 2))
                    .isBetween(world.plan().seconds() / 4, world.plan().seconds() * 3 / 4);
        });
    }

    @Test
    void theSameSeedDrawsTheSameWorldsAndAnotherSeedOthers() {
        // Given
        List<DrawnWorld> drawn = WorldLottery.draw(CATALOGUE, 60, 5);

        // Then
        assertThat(WorldLottery.draw(CATALOGUE, 60, 5)).isEqualTo(drawn);
        assertThat(WorldLottery.draw(CATALOGUE, 60, 6).stream()
                        .map(world -> world.plan().seed()))
                .doesNotContainAnyElementsOf(
                        drawn.stream().map(world -> world.plan().seed()).toList());
    }

    private static WorldPlan.FaultWish first(DrawnWorld world) {
        return world.plan().faults().getFirst();
    }

    private static Protocol protocol(DrawnWorld world) {
        return world.trap()
                ? world.plan().traps().getFirst().protocol()
                : first(world).protocol();
    }

    private static double share(List<DrawnWorld> drawn, Predicate<DrawnWorld> which) {
        return (double) drawn.stream().filter(which).count() / drawn.size();
    }

    private static <T> Map<T, Double> shares(List<DrawnWorld> drawn, Function<DrawnWorld, T> of) {
        return drawn.stream()
                .collect(Collectors.groupingBy(
                        of, Collectors.collectingAndThen(Collectors.counting(), n -> (double) n / drawn.size())));
    }
}
