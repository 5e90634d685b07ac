package nightshift.simulate.world;

import static org.assertj.core.api.Assertions.assertThat;

import nightshift.simulate.world.design.Trap;
import nightshift.simulate.world.design.TrapKind;
import nightshift.simulate.world.design.Twin;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.physics.Severity;
import nightshift.simulate.world.run.World;
import nightshift.simulate.world.truth.Harm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrapsTest {
    @ParameterizedTest
    @EnumSource(value = TrapKind.class, mode = EnumSource.Mode.EXCLUDE, names = "BLIP")
    void usersDoNotSufferFromATrap(TrapKind kind) {
        // Given
        WorldDesign design = Worlds.with(kind, 45);

        // When
        World run = Worlds.run(design, Twin.AS_DESIGNED, Worlds.SECONDS);
        World untroubled = Worlds.run(design, Twin.UNTROUBLED, Worlds.SECONDS);

        // Then
        Harm harm = Harm.between(run.users(), untroubled.users());
        assertThat(harm.worst(Worlds.ONSET, Worlds.ONSET + Trial.SECONDS)).isLessThan(1);
        assertThat(design.traps().getFirst().innocent()).isTrue();
    }

    @Test
    void aBlipPassesByItself() {
        // Given
        WorldDesign design = Worlds.with(TrapKind.BLIP, 46);

        // When
        World run = Worlds.run(design, Twin.AS_DESIGNED, Worlds.SECONDS);
        World untroubled = Worlds.run(design, Twin.UNTROUBLED, Worlds.SECONDS);

        // Then
        Harm harm = Harm.between(run.users(), untroubled.users());
        assertThat(harm.worseSeconds(Worlds.ONSET + 60, Worlds.SECONDS)).isZero();
    }

    @Test
    void aCollectorOutageSilencesItsNamespaceForAWhile() {
        // Given
        WorldDesign design = Worlds.with(TrapKind.COLLECTOR_OUTAGE, 47);
        Trap trap = design.traps().getFirst().trap();
        World world = Worlds.run(design, Twin.AS_DESIGNED, Worlds.ONSET);

        // When
        boolean before = world.telemetryLost(trap.service());
        world.step();
        boolean during = world.telemetryLost(trap.service());
        Worlds.runTo(world, Worlds.ONSET + trap.seconds() + 1);

        // Then
        assertThat(before).isFalse();
        assertThat(during).isTrue();
        assertThat(world.telemetryLost(trap.service())).isFalse();
    }

    @Test
    void aLogStormWritesManyLines() {
        // Given
        WorldDesign design = Worlds.with(TrapKind.LOG_STORM, 48);
        int service = design.traps().getFirst().trap().service();
        World world = Worlds.run(design, Twin.AS_DESIGNED, Worlds.ONSET);
        long before = world.pods(service).getFirst().logLines(Severity.DEBUG);

        // When
        Worlds.runTo(world, Worlds.ONSET + 60);

        // Then
        assertThat(before).isZero();
        assertThat(world.pods(service).getFirst().logLines(Severity.DEBUG)).isPositive();
    }
}
