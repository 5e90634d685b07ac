package nightshift.simulate.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import nightshift.simulate.world.design.FaultKind;
import nightshift.simulate.world.design.Strength;
import nightshift.simulate.world.design.Twin;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.run.Order;
import nightshift.simulate.world.run.World;
import nightshift.simulate.world.truth.Harm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsTest {
    private static final int PATIENCE = 60;

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void aClearFaultMakesUsersWorse(FaultKind kind) {
        // Given
        WorldDesign design = Worlds.with(kind, Strength.CLEAR, 31);

        // When
        Harm harm = harm(design, Worlds.run(design, Twin.AS_DESIGNED, Worlds.SECONDS));

        // Then
        assertThat(harm.firstWorse(Worlds.ONSET, Worlds.SECONDS)).isPresent();
        assertThat(harm.worst(Worlds.ONSET, Worlds.SECONDS)).isGreaterThan(2);
        assertThat(harm.worseSeconds(0, Worlds.ONSET)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {
                "LEAKED_POOL",
                "SLOW_DATABASE",
                "BUSY_PROCESSOR",
                "BAD_VERSION",
                "SLOW_DEPENDENCY",
                "LOSSY_LINK",
                "FULL_DISK",
                "EXPIRED_CERTIFICATE",
                "POISON_MESSAGE"
            })
    void aWeakFaultIsJustAboveTheBar(FaultKind kind) {
        // Given
        WorldDesign design = Worlds.with(kind, Strength.WEAK, 36);

        // When
        Harm harm = harm(design, Worlds.run(design, Twin.AS_DESIGNED, Worlds.SECONDS));

        // Then
        assertThat(design.faults().getFirst().harm()).isBetween(1.0, 2.5);
        assertThat(harm.firstWorse(Worlds.ONSET, Worlds.SECONDS)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void everyAcceptedRemedyHeals(FaultKind kind) {
        // Given
        WorldDesign design = Worlds.with(kind, Strength.CLEAR, 38);
        WorldDesign.PlannedFault fault = design.faults().getFirst();
        int worse = harm(design, Worlds.run(design, Twin.AS_DESIGNED, Worlds.SECONDS))
                .firstWorse(Worlds.ONSET, Worlds.SECONDS)
                .orElseThrow();

        // When
        Stream<Harm> healed = fault.remedies().stream().map(remedy -> {
            World world = Worlds.run(design, Twin.AS_DESIGNED, worse + PATIENCE);
            world.operator().begin(order(world, design, remedy));
            Worlds.runTo(world, Worlds.SECONDS);
            return harm(design, world);
        });

        // Then
        int soonest = Math.min(Worlds.SECONDS - 60, worse + PATIENCE + 240);
        assertThat(healed)
                .allSatisfy(harm -> assertThat(harm.worseSeconds(soonest, soonest + 60))
                        .as("seconds in which users are worse a while after the remedy")
                        .isZero());
        assertThat(fault.healable()).isEqualTo(healable(kind));
    }

    private static boolean healable(FaultKind kind) {
        return switch (kind) {
            case LEAKED_POOL,
                    BUSY_PROCESSOR,
                    MEMORY_LEAK,
                    CRASH_LOOP,
                    BAD_VERSION,
                    NEVER_READY_VERSION,
                    DEAD_CONSUMER -> true;
            case SLOW_DATABASE, SLOW_DEPENDENCY, LOSSY_LINK, FULL_DISK, EXPIRED_CERTIFICATE, QUOTA, POISON_MESSAGE ->
                false;
        };
    }

    private static Order order(World world, WorldDesign design, WorldDesign.Remedy remedy) {
        Service service = design.layout().services().stream()
                .filter(each -> each.id().equals(remedy.service()))
                .findFirst()
                .orElseThrow();
        Map<String, String> parameters = switch (remedy.verb()) {
            case WORKLOAD_SCALE ->
                Map.of("by", "" + world.fleet(service.index()).desired());
            case WORKLOAD_ROLLBACK -> Map.of("to", service.version());
            case POOL_RECYCLE, WORKLOAD_RESTART -> Map.of();
        };
        return new Order(remedy.verb(), remedy.service(), parameters);
    }

    private static Harm harm(WorldDesign design, World run) {
        return Harm.between(
                run.users(),
                Worlds.run(design, Twin.WITHOUT_FAULTS, Worlds.SECONDS).users());
    }
}
