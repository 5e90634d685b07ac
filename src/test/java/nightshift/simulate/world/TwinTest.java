package nightshift.simulate.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nightshift.simulate.world.design.FaultKind;
import nightshift.simulate.world.design.Strength;
import nightshift.simulate.world.design.TrapKind;
import nightshift.simulate.world.design.Twin;
import nightshift.simulate.world.design.Verb;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.design.WorldPlan;
import nightshift.simulate.world.layout.ServiceId;
import nightshift.simulate.world.run.Order;
import nightshift.simulate.world.run.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwinTest {
    @ParameterizedTest
    @ValueSource(longs = {2, 6, 8, 9})
    void theSameSeedGivesTheSameWorld(long seed) {
        // Given
        WorldPlan plan = new WorldPlan(
                seed,
                1200,
                List.of(new WorldPlan.FaultWish(FaultKind.BAD_VERSION, Strength.WEAK, 600, null)),
                List.of(new WorldPlan.TrapWish(TrapKind.INNOCENT_DEPLOYMENT, 580, null)));

        // When
        WorldDesign design = WorldGenerator.design(plan);
        WorldDesign again = WorldGenerator.design(plan);

        // Then
        assertThat(again).isEqualTo(design);
        assertThat(Fingerprint.of(Worlds.run(again, Twin.AS_DESIGNED, 1200)))
                .isEqualTo(Fingerprint.of(Worlds.run(design, Twin.AS_DESIGNED, 1200)));
    }

    @Test
    void otherSeedsGiveOtherWorlds() {
        // Given
        WorldDesign one = Worlds.quiet(1, 60);

        // When
        WorldDesign other = Worlds.quiet(2, 60);

        // Then
        assertThat(other.layout()).isNotEqualTo(one.layout());
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void twinsAreEqualUntilTheFaultBegins(FaultKind kind) {
        // Given
        WorldDesign design = Worlds.with(kind, Strength.CLEAR, 20);

        // When
        World run = Worlds.run(design, Twin.AS_DESIGNED, Worlds.ONSET);
        World twin = Worlds.run(design, Twin.WITHOUT_FAULTS, Worlds.ONSET);

        // Then
        assertThat(Fingerprint.of(run)).isEqualTo(Fingerprint.of(twin));
        Worlds.runTo(run, Worlds.SECONDS);
        Worlds.runTo(twin, Worlds.SECONDS);
        assertThat(Fingerprint.of(run)).isNotEqualTo(Fingerprint.of(twin));
    }

    @Test
    void anActionChangesNothingBeforeIt() {
        // Given
        WorldDesign design = Worlds.quiet(5, 600);
        World acted = Worlds.run(design, Twin.AS_DESIGNED, 300);
        World left = Worlds.run(design, Twin.AS_DESIGNED, 300);

        // When
        ServiceId first = design.layout().services().getFirst().id();
        acted.operator().begin(new Order(Verb.WORKLOAD_RESTART, first, Map.of()));

        // Then
        assertThat(Fingerprint.of(acted)).isEqualTo(Fingerprint.of(left));
        Worlds.runTo(acted, 600);
        Worlds.runTo(left, 600);
        assertThat(Fingerprint.of(acted)).isNotEqualTo(Fingerprint.of(left));
    }

    @Test
    void followingRequestsChangesNothing() {
        // Given
        WorldDesign design = Worlds.quiet(6, 300);
        World watched = new World(design, Twin.AS_DESIGNED);

        // When
        while (watched.second() < 300) {
            watched.step();
            assertThat(watched.traces(0.2, 50)).isEqualTo(watched.traces(0.2, 50));
        }

        // Then
        assertThat(Fingerprint.of(watched)).isEqualTo(Fingerprint.of(Worlds.run(design, Twin.AS_DESIGNED, 300)));
    }
}
