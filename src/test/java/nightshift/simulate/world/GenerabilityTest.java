package nightshift.simulate.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import nightshift.simulate.world.design.FaultKind;
import nightshift.simulate.world.design.Strength;
import nightshift.simulate.world.design.TrapKind;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.design.WorldPlan;
import nightshift.simulate.world.layout.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GenerabilityTest {
    @ParameterizedTest
    @MethodSource("faultsByProtocol")
    void everyFaultCanBeWishedForAtEveryProtocolThatItsRootMaySpeak(FaultKind kind, Protocol protocol) {
        // Given
        WorldPlan.FaultWish wish = new WorldPlan.FaultWish(kind, Strength.CLEAR, 300, protocol);

        // When
        WorldDesign design = WorldGenerator.design(new WorldPlan(81, 600, List.of(wish), List.of()));

        // Then
        WorldDesign.PlannedFault fault = design.faults().getFirst();
        assertThat(fault.fault().kind()).isEqualTo(kind);
        assertThat(fault.harm()).isGreaterThan(2.5);
        assertThat(fault.roots()).hasSize(kind == FaultKind.LOSSY_LINK ? 2 : 1);
        assertThat(fault.roots()).allMatch(root -> design.layout().find(root) != null);
    }

    static Stream<Arguments> faultsByProtocol() {
        return Stream.of(FaultKind.values())
                .flatMap(kind -> Stream.of(Protocol.HTTP, Protocol.GRPC, Protocol.MESSAGING)
                        .filter(protocol -> possible(kind, protocol))
                        .map(protocol -> Arguments.of(kind, protocol)));
    }

    private static boolean possible(FaultKind kind, Protocol protocol) {
        return switch (kind) {
            case DEAD_CONSUMER, POISON_MESSAGE -> protocol == Protocol.MESSAGING;
            case LOSSY_LINK, SLOW_DEPENDENCY, EXPIRED_CERTIFICATE, QUOTA -> protocol != Protocol.MESSAGING;
            case FULL_DISK,
                    LEAKED_POOL,
                    SLOW_DATABASE,
                    BUSY_PROCESSOR,
                    MEMORY_LEAK,
                    CRASH_LOOP,
                    BAD_VERSION,
                    NEVER_READY_VERSION -> true;
        };
    }

    @ParameterizedTest
    @EnumSource(TrapKind.class)
    void everyTrapCanBeWishedForBesideAFault(TrapKind kind) {
        // Given
        WorldPlan plan = new WorldPlan(
                85,
                900,
                List.of(new WorldPlan.FaultWish(FaultKind.BAD_VERSION, Strength.CLEAR, 400, null)),
                List.of(new WorldPlan.TrapWish(kind, 350, null)));

        // When
        WorldDesign design = WorldGenerator.design(plan);

        // Then
        assertThat(design.traps()).singleElement().satisfies(trap -> {
            assertThat(trap.trap().kind()).isEqualTo(kind);
            assertThat(design.layout().find(trap.on())).isNotNull();
        });
    }

    @Test
    void twoFaultsAtOnceHaveDifferentRoots() {
        // Given
        WorldPlan plan = new WorldPlan(
                89,
                900,
                List.of(
                        new WorldPlan.FaultWish(FaultKind.BAD_VERSION, Strength.CLEAR, 400, Protocol.HTTP),
                        new WorldPlan.FaultWish(FaultKind.CRASH_LOOP, Strength.CLEAR, 430, Protocol.HTTP)),
                List.of());

        // When
        WorldDesign design = WorldGenerator.design(plan);

        // Then
        assertThat(design.faults().getFirst().roots())
                .doesNotContainAnyElementsOf(design.faults().getLast().roots());
    }

    @Test
    void whatCannotBeIsRefusedWithTheWish() {
        // Given
        WorldPlan.FaultWish wish = new WorldPlan.FaultWish(FaultKind.DEAD_CONSUMER, Strength.CLEAR, 10, Protocol.GRPC);

        // Then
        assertThatThrownBy(() -> WorldGenerator.design(new WorldPlan(84, 60, List.of(wish), List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DEAD_CONSUMER")
                .hasMessageContaining("GRPC");
        assertThatThrownBy(() -> new WorldPlan(84, 10, List.of(wish), List.of()))
                .hasMessageContaining("within the world's 10 seconds");
    }
}
