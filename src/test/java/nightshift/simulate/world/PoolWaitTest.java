package nightshift.simulate.world;

import static org.assertj.core.api.Assertions.assertThat;

import nightshift.simulate.world.chance.Durations;
import nightshift.simulate.world.design.Fault;
import nightshift.simulate.world.design.FaultKind;
import nightshift.simulate.world.design.Strength;
import nightshift.simulate.world.design.Twin;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.layout.Call;
import nightshift.simulate.world.layout.Pool;
import nightshift.simulate.world.physics.Ending;
import nightshift.simulate.world.physics.Pod;
import nightshift.simulate.world.physics.PoolState;
import nightshift.simulate.world.run.World;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolWaitTest {
    @ParameterizedTest
    @ValueSource(longs = {51, 54, 57})
    void aLeakedPoolMakesItsServiceWaitButNotItsQueries(long seed) {
        // Given
        WorldDesign design = Worlds.with(FaultKind.LEAKED_POOL, Strength.CLEAR, seed);
        int pool = ((Fault.LeakedPool) design.faults().getFirst().fault()).pool();
        Pool kept = design.layout().pools().get(pool);

        // When
        World run = Worlds.run(design, Twin.AS_DESIGNED, Worlds.SECONDS);
        World twin = Worlds.run(design, Twin.WITHOUT_FAULTS, Worlds.SECONDS);

        // Then
        PoolState leaked = run.pods(kept.service()).getFirst().pool(pool);
        PoolState whole = twin.pods(kept.service()).getFirst().pool(pool);
        assertThat(leaked.used()).isGreaterThanOrEqualTo(leaked.size() - 1);
        assertThat(leaked.waits().sum() + leaked.timeouts())
                .isGreaterThan(10 * (whole.waits().sum() + whole.timeouts()));
        assertThat(queries(run, kept).mean()).isCloseTo(queries(twin, kept).mean(), Percentage.withPercentage(15));
    }

    private static Durations queries(World world, Pool pool) {
        Durations all = new Durations();
        for (Call call : world.layout().callsOf(pool.service())) {
            if (call.way() instanceof Call.Way.ThroughPool(int through) && through == pool.index()) {
                for (Pod pod : world.pods(pool.service())) {
                    all.merge(pod.called(call.index()).endings().durations(Ending.OK));
                }
            }
        }
        return all;
    }
}
