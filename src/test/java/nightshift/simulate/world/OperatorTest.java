package nightshift.simulate.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import nightshift.simulate.world.design.Twin;
import nightshift.simulate.world.design.Verb;
import nightshift.simulate.world.layout.Role;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.layout.ServiceId;
import nightshift.simulate.world.physics.Pod;
import nightshift.simulate.world.run.Order;
import nightshift.simulate.world.run.Planned;
import nightshift.simulate.world.run.Undertaking;
import nightshift.simulate.world.run.World;
import org.junit.jupiter.api.Test;

class OperatorTest {
    private final World world = Worlds.run(Worlds.quiet(71, 1200), Twin.AS_DESIGNED, 10);
    private final Service service = world.layout().services().stream()
            .filter(each -> each.role() == Role.INNER && !each.autoscaled())
            .filter(each -> !world.layout().poolsOf(each.index()).isEmpty())
            .findFirst()
            .orElseThrow();

    @Test
    void whatIsImpossibleIsRefusedWithAReason() {
        // Given
        Order nowhere = new Order(Verb.WORKLOAD_RESTART, new ServiceId("nowhere", "nobody"), Map.of());
        Order unknown = order(Verb.WORKLOAD_ROLLBACK, Map.of("to", "0.0.1"));
        Order vague = order(Verb.WORKLOAD_SCALE, Map.of("by", "some"));
        Order away = order(Verb.WORKLOAD_SCALE, Map.of("by", "-40"));

        // Then
        assertThat(world.operator().plan(nowhere).detail()).contains("no service nowhere/nobody");
        assertThat(world.operator().plan(unknown).detail()).contains("'0.0.1'").contains("parameter 'to'");
        assertThat(world.operator().plan(vague).detail())
                .contains("whole number")
                .contains("some");
        assertThat(world.operator().plan(away).detail()).contains("1 to 20");
        assertThatThrownBy(() -> world.operator().begin(vague)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void databasesObeyNobody() {
        // Given
        Service database = world.layout().services().stream()
                .filter(each -> each.role() == Role.DATABASE)
                .findFirst()
                .orElseThrow();

        // When
        Planned planned = world.operator().plan(new Order(Verb.WORKLOAD_RESTART, database.id(), Map.of()));

        // Then
        assertThat(planned).isInstanceOf(Planned.Impossible.class);
    }

    @Test
    void scalingIsDoneWhenThePodsAreReadyAndItsInverseTakesThemAway() {
        // Given
        int before = service.sizing().replicas();
        Order more = order(Verb.WORKLOAD_SCALE, Map.of("by", "2"));
        Planned.Possible planned = (Planned.Possible) world.operator().plan(more);

        // When
        Undertaking undertaking = world.operator().begin(more);
        world.step();
        Undertaking.State atOnce = undertaking.state();
        Worlds.runTo(world, 120);

        // Then
        assertThat(atOnce).isEqualTo(Undertaking.State.RUNNING);
        assertThat(undertaking.state()).isEqualTo(Undertaking.State.DONE);
        assertThat(world.fleet(service.index()).ready()).isEqualTo(before + 2);
        assertThat(planned.inverse()).isEqualTo(order(Verb.WORKLOAD_SCALE, Map.of("by", "-2")));
        world.operator().begin(java.util.Objects.requireNonNull(planned.inverse()));
        Worlds.runTo(world, 240);
        assertThat(world.fleet(service.index()).total()).isEqualTo(before);
    }

    @Test
    void aRestartReplacesEveryPodAndAlwaysLeavesEnough() {
        // Given
        var names = world.pods(service.index()).stream().map(Pod::name).toList();
        world.operator().begin(order(Verb.WORKLOAD_RESTART, Map.of()));

        // When
        int fewest = Integer.MAX_VALUE;
        while (world.second() < 600) {
            world.step();
            fewest = Math.min(fewest, world.fleet(service.index()).ready());
        }

        // Then
        assertThat(fewest).isEqualTo(service.sizing().replicas());
        assertThat(world.pods(service.index()))
                .hasSize(service.sizing().replicas())
                .noneMatch(pod -> names.contains(pod.name()));
    }

    @Test
    void aPoolIsRecycledWithoutARestart() {
        // Given
        Order recycle = order(Verb.POOL_RECYCLE, Map.of());

        // When
        Undertaking undertaking = world.operator().begin(recycle);
        Worlds.runTo(world, 20);

        // Then
        assertThat(undertaking.state()).isEqualTo(Undertaking.State.DONE);
        assertThat(world.pods(service.index())).allMatch(pod -> pod.processStart() == 0);
    }

    private Order order(Verb verb, Map<String, String> parameters) {
        return new Order(verb, service.id(), parameters);
    }
}
