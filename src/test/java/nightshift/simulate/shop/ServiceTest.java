package nightshift.simulate.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ServiceTest {
    private final Site site = new Site(new SplittableRandom(1));
    private final Service service;

    ServiceTest() {
        site.add(new ServiceSpec("cart", 3, 1, 10, 0, 0));
        service = site.service("cart");
    }

    @Test
    void aRolloutNeverLeavesFewerReadyThanWanted() {
        // When
        service.deploy(Version.good("1.5.0"));

        // Then
        for (int second = 0; second < 200; second++) {
            site.engine().runUntil(second * Engine.SECOND);
            assertThat(ready()).isGreaterThanOrEqualTo(3);
        }
        assertThat(service.settled()).isTrue();
        assertThat(service.instances()).allMatch(one -> one.version().name().equals("1.5.0"));
    }

    @Test
    void aVersionThatIsNeverReadyStallsTheRolloutAndHarmsNobody() {
        // When
        service.deploy(new Version("1.5.0", 0, 1, false));
        site.engine().runUntil(600 * Engine.SECOND);

        // Then
        assertThat(ready()).isEqualTo(3);
        assertThat(service.instances()).hasSize(4);
        assertThat(service.settled()).isFalse();
    }

    @Test
    void rollingBackEndsAStalledRollout() {
        // Given
        service.deploy(new Version("1.5.0", 0, 1, false));
        site.engine().runUntil(100 * Engine.SECOND);

        // When
        service.deploy(Version.good("1.4.0"));
        site.engine().runUntil(400 * Engine.SECOND);

        // Then
        assertThat(service.settled()).isTrue();
        assertThat(service.instances()).allMatch(one -> one.version().name().equals("1.4.0"));
    }

    @Test
    void aNewReplicaTakesThirtySecondsToBeReady() {
        // When
        service.scale(1);
        site.engine().runUntil(29 * Engine.SECOND);
        long early = ready();
        site.engine().runUntil(30 * Engine.SECOND);

        // Then
        assertThat(early).isEqualTo(3);
        assertThat(ready()).isEqualTo(4);
    }

    @Test
    void aDeadProcessComesBackUnderTheSameNameWithNewCounters() {
        // Given
        Instance victim = service.instances().getFirst();
        Meters before = victim.meters();

        // When
        service.crash(victim, false);
        site.engine().runUntil(60 * Engine.SECOND);

        // Then
        assertThat(victim.state()).isEqualTo(Instance.State.READY);
        assertThat(victim.routable()).isTrue();
        assertThat(victim.meters()).isNotSameAs(before);
    }

    @Test
    void aProcessThatDiesForGoodStaysDeadUntilItIsReplaced() {
        // Given
        service.crash(service.instances().getFirst(), true);
        site.engine().runUntil(100 * Engine.SECOND);
        assertThat(ready()).isEqualTo(2);

        // When
        service.restart();
        site.engine().runUntil(400 * Engine.SECOND);

        // Then
        assertThat(ready()).isEqualTo(3);
    }

    private long ready() {
        return service.instances().stream()
                .filter(one -> one.state() == Instance.State.READY)
                .count();
    }
}
