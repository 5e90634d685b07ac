package nightshift.simulate.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class WorldTest {
    private static final Instant START = Instant.parse("2026-03-03T10:00:00Z");
    private static final Instant LATER = START.plusSeconds(600);

    @Test
    void theSameSeedIsTheSameWorld() {
        assertThat(history(1)).isEqualTo(history(1));
    }

    @Test
    void anotherSeedIsAnotherWorld() {
        assertThat(history(1)).isNotEqualTo(history(2));
    }

    @Test
    void itDoesNotMatterInWhichStepsItIsAdvanced() {
        // Given
        World fine = world(1);
        World coarse = world(1);

        // When
        for (int second = 1; second <= 600; second++) {
            fine.advanceTo(START.plusSeconds(second));
        }
        coarse.advanceTo(LATER);

        // Then
        assertThat(served(fine)).isEqualTo(served(coarse));
    }

    @Test
    void theSameUsersComeWhateverIsDone() {
        // Given
        World left = world(1);
        World right = world(1);

        // When
        right.workload("catalogue").scale(2, "test");
        left.advanceTo(LATER);
        right.advanceTo(LATER);

        // Then
        assertThat(gatewayRequests(left)).isCloseTo(gatewayRequests(right), within(20L));
    }

    @Test
    void everyProcessKeepsLittlesLaw() {
        // Given
        World world = world(3);
        Instance checkout = world.site().service("checkout").instances().getFirst();

        // When
        double inFlight = 0;
        for (int tenth = 0; tenth < 6000; tenth++) {
            world.advanceTo(START.plusMillis(tenth * 100L));
            inFlight += checkout.inFlight();
        }

        // Then: mean number in it = requests a second times mean seconds of each
        Tally all = checkout.meters().served().values().iterator().next();
        assertThat(inFlight / 6000).isCloseTo(all.sum() / 600, within(0.1 * all.sum() / 600));
    }

    @Test
    void aHealthyShopServesItsUsersWell() {
        // Given
        World world = world(4);

        // When
        world.advanceTo(START.plusSeconds(1800));

        // Then
        assertThat(world.users().well(1800)).isTrue();
        assertThat(world.users().errorSeconds(0, 1800)).isLessThan(60);
    }

    @Test
    void leakedConnectionsAloneMakeOrdersFail() {
        // Given
        World world = world(5);
        Fault leak = new Fault.LeakConnections("checkout", 5);
        world.strike(leak, LATER, Duration.ofMinutes(2));

        // When
        world.advanceTo(LATER.plusSeconds(300));

        // Then
        assertThat(world.lingers(leak)).isTrue();
        assertThat(world.users().badShares(900))
                .hasEntrySatisfying("order", bad -> assertThat(bad).isGreaterThan(0.5));
        assertThat(world.users().badShares(900))
                .hasEntrySatisfying("browse", bad -> assertThat(bad).isLessThan(0.03));
    }

    @Test
    void theWaitForALeakedPoolIsInTheWaitTimeAndNotInTheOperation() {
        // Given
        World well = world(5);
        World leaking = world(5);
        leaking.strike(new Fault.LeakConnections("checkout", 4.5), LATER, Duration.ofMinutes(2));

        // When
        well.advanceTo(LATER.plusSeconds(600));
        leaking.advanceTo(LATER.plusSeconds(600));

        // Then
        assertThat(mean(leaking, meters -> meters.queried().values()))
                .isCloseTo(mean(well, meters -> meters.queried().values()), within(0.001));
        assertThat(mean(leaking, meters -> meters.waited().values()))
                .isGreaterThan(10 * mean(well, meters -> meters.waited().values()));
    }

    @Test
    void recyclingThePoolHealsTheLeak() {
        // Given
        World world = world(5);
        Fault leak = new Fault.LeakConnections("checkout", 5);
        world.strike(leak, LATER, Duration.ofMinutes(2));
        world.advanceTo(LATER.plusSeconds(300));

        // When
        world.workload("checkout").recyclePools();
        world.advanceTo(LATER.plusSeconds(420));

        // Then
        assertThat(world.lingers(leak)).isFalse();
        assertThat(world.users().well(1020)).isTrue();
    }

    @Test
    void aSurgeBeyondTheCoresIsHealedByMoreReplicas() {
        // Given
        World world = world(6);
        world.strike(new Fault.Surge("browse", 2.5, Duration.ofMinutes(1)), START, null);
        world.advanceTo(LATER);
        assertThat(world.users().well(600)).isFalse();

        // When
        world.workload("catalogue").scale(2, "test");
        world.advanceTo(LATER.plusSeconds(240));

        // Then
        assertThat(world.users().well(840)).isTrue();
    }

    @Test
    void aSpoiltVersionFailsWhereverItRuns() {
        // Given
        World world = world(7);

        // When
        world.strike(new Fault.SpoilVersion("payment", "1.4.0", 0.9), START, null);
        world.advanceTo(LATER);

        // Then
        assertThat(world.users().badShares(600))
                .hasEntrySatisfying("order", bad -> assertThat(bad).isGreaterThan(0.8));
    }

    @Test
    void aFaultOfAnUnknownServiceIsRefusedWithTheNamesThatThereAre() {
        assertThatThrownBy(() -> world(1).strike(new Fault.DebugLogging("ghost"), START, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ghost")
                .hasMessageContaining("gateway");
    }

    private static World world(long seed) {
        return new World(new WorldSettings(seed, START, 1));
    }

    private static List<String> history(long seed) {
        World world = world(seed);
        List<String> history = new ArrayList<>();
        for (int minute = 1; minute <= 10; minute++) {
            world.advanceTo(START.plusSeconds(60L * minute));
            history.addAll(served(world));
        }
        return history;
    }

    private static List<String> served(World world) {
        List<String> all = new ArrayList<>();
        for (Service service : world.site().services()) {
            for (Instance instance : service.instances()) {
                instance.meters()
                        .served()
                        .forEach((key, tally) ->
                                all.add(instance.id() + " " + key + " " + tally.count() + " " + tally.sum()));
            }
        }
        return all;
    }

    private static double mean(World world, Function<Meters, Collection<Tally>> of) {
        List<Tally> tallies = world.site().service("checkout").instances().stream()
                .flatMap(instance -> of.apply(instance.meters()).stream())
                .toList();
        return tallies.stream().mapToDouble(Tally::sum).sum()
                / tallies.stream().mapToLong(Tally::count).sum();
    }

    private static long gatewayRequests(World world) {
        return world.site().service("gateway").instances().stream()
                .flatMap(one -> one.meters().served().values().stream())
                .mapToLong(Tally::count)
                .sum();
    }
}
