package nightshift.simulate.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import nightshift.simulate.world.chance.Durations;
import nightshift.simulate.world.chance.Waiting;
import nightshift.simulate.world.design.FaultKind;
import nightshift.simulate.world.design.Strength;
import nightshift.simulate.world.design.Twin;
import nightshift.simulate.world.layout.Queue;
import nightshift.simulate.world.physics.Ending;
import nightshift.simulate.world.physics.QueueState;
import nightshift.simulate.world.physics.Served;
import nightshift.simulate.world.run.World;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueingTest {
    @Test
    void waitingForOneOrTwoServersIsThatOfTheClosedForms() {
        // Given
        double utilisation = 0.8;

        // When
        double one = Waiting.mean(1, utilisation, 1, 1);
        double two = Waiting.mean(2, utilisation, 1, 1);

        // Then
        assertThat(one).isCloseTo(utilisation / (1 - utilisation), within(1e-9));
        assertThat(two).isCloseTo(utilisation * utilisation / (1 - utilisation * utilisation), within(1e-9));
        assertThat(Waiting.mean(1, utilisation, 1, 0))
                .as("work that never varies")
                .isCloseTo(one / 2, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3", "1, 0.6", "1, 0.8", "2, 0.5", "2, 0.8", "4, 0.7", "4, 0.85"})
    void latencyFollowsUtilisation(int cores, double utilisation) {
        // Given
        double work = 0.02;
        double perSecond = cores * utilisation / work;
        World world = new World(Worlds.single(work, cores, 1, perSecond, 1500), Twin.AS_DESIGNED);

        // When
        double busy = 0;
        double expected = 0;
        for (int second = 0; second < 1500; second++) {
            world.step();
            double now = world.pods(0).getFirst().coresAskedFor() / cores;
            busy += now;
            expected += work + Waiting.mean(cores, now, work, 1);
        }

        // Then
        Durations durations = world.pods(0).getFirst().served(0).endings().durations(Ending.OK);
        assertThat(durations.mean()).isCloseTo(expected / 1500, Percentage.withPercentage(20));
        assertThat(busy / 1500).isBetween(utilisation * 0.7, utilisation * 1.3);
    }

    @Test
    void whatDoesNotFitWaitsAndIsRefusedWhenTheLineIsFull() {
        // Given
        World world = new World(Worlds.single(0.02, 1, 1, 80, 600), Twin.AS_DESIGNED);

        // When
        Worlds.runTo(world, 600);

        // Then
        Served served = world.pods(0).getFirst().served(0);
        assertThat(served.waiting()).isPositive();
        assertThat(served.endings().count(Ending.REFUSED)).isPositive();
        assertThat(served.endings().count(Ending.OK) / 600.0)
                .as("no more than the core can do")
                .isCloseTo(50, Percentage.withPercentage(4));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 4, 8})
    void littlesLawHolds(long seed) {
        // Given
        World world = new World(Worlds.with(FaultKind.SLOW_DATABASE, Strength.CLEAR, seed), Twin.AS_DESIGNED);

        // When
        double inFlight = 0;
        int seconds = Worlds.SECONDS;
        for (int second = 0; second < seconds; second++) {
            world.step();
            inFlight += steady(world).stream().mapToInt(Served::inFlight).sum();
        }

        // Then
        double lasted = steady(world).stream().mapToDouble(QueueingTest::lasted).sum();
        assertThat(inFlight / seconds).isCloseTo(lasted / seconds, Percentage.withPercentage(8));
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 13, 18})
    void whoeverCameHasAnAnswerOrIsUnderWay(long seed) {
        // Given
        World world = new World(Worlds.with(FaultKind.SLOW_DEPENDENCY, Strength.CLEAR, seed), Twin.AS_DESIGNED);

        // When
        Worlds.runTo(world, Worlds.SECONDS);

        // Then
        assertThat(all(world))
                .allSatisfy(served ->
                        assertThat(served.arrivals()).isEqualTo(served.endings().count() + served.inFlight()));
        for (Queue queue : world.layout().queues()) {
            QueueState state = world.queue(queue.index());
            assertThat(state.enqueued()).isEqualTo(state.dequeued() + state.depth());
        }
    }

    /// Those of services whose processes last as long as the world: what a process counted goes with it.
    private static List<Served> steady(World world) {
        return world.layout().operations().stream()
                .filter(operation ->
                        !world.layout().services().get(operation.service()).autoscaled())
                .filter(operation -> world.pods(operation.service()).stream().allMatch(pod -> pod.processStart() == 0))
                .flatMap(
                        operation -> world.pods(operation.service()).stream().map(pod -> pod.served(operation.index())))
                .toList();
    }

    private static List<Served> all(World world) {
        return world.layout().operations().stream()
                .flatMap(
                        operation -> world.pods(operation.service()).stream().map(pod -> pod.served(operation.index())))
                .toList();
    }

    private static double lasted(Served served) {
        double lasted = 0;
        for (Ending ending : Ending.values()) {
            lasted += served.endings().durations(ending).sum();
        }
        return lasted;
    }
}
