package nightshift.simulate.world.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import nightshift.simulate.world.chance.Dice;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final List<Layout> LAYOUTS = IntStream.range(0, 500)
            .mapToObj(seed -> new LayoutGenerator(new Dice(seed).at(Dice.Purpose.LAYOUT, 0, 0)).draw())
            .toList();

    @Test
    void worldsHaveTenServicesInTheMedianAndMoreThan25InATenth() {
        // When
        int[] sizes = LAYOUTS.stream()
                .mapToInt(layout -> (int) ours(layout).size())
                .sorted()
                .toArray();

        // Then
        assertThat(sizes[250]).isBetween(9, 11);
        assertThat(Arrays.stream(sizes).filter(size -> size > 25).count()).isBetween(35L, 65L);
    }

    @Test
    void servicesHaveOneToTenReplicasAndTwoInTheMedian() {
        // When
        int[] replicas = LAYOUTS.stream()
                .flatMap(layout -> ours(layout).stream())
                .mapToInt(service -> service.sizing().replicas())
                .sorted()
                .toArray();

        // Then
        assertThat(replicas[0]).isEqualTo(1);
        assertThat(replicas[replicas.length - 1]).isEqualTo(10);
        assertThat(replicas[replicas.length / 2]).isEqualTo(2);
    }

    @Test
    void twoNamespacesHaveAServiceOfOneName() {
        // Then
        assertThat(LAYOUTS).allSatisfy(layout -> {
            Set<String> names = new HashSet<>();
            assertThat(ours(layout)).anyMatch(service -> !names.add(service.id().name()));
            assertThat(layout.services().stream().map(Service::id)).doesNotHaveDuplicates();
        });
    }

    @Test
    void everyOperationOfOursIsReachedFromAnEntryOrStartedByTheClock() {
        // Then
        assertThat(LAYOUTS).allSatisfy(layout -> {
            Set<Integer> reached = new HashSet<>();
            layout.entries().forEach(entry -> reached.add(entry.index()));
            layout.schedules().forEach(schedule -> reached.add(schedule.operation()));
            layout.calls().stream()
                    .sorted((one, other) -> Integer.compare(one.caller(), other.caller()))
                    .filter(call -> reached.contains(call.caller()))
                    .forEach(call -> reached.add(call.callee()));
            assertThat(layout.operations())
                    .filteredOn(operation ->
                            layout.services().get(operation.service()).role().ours())
                    .allSatisfy(operation -> assertThat(reached).contains(operation.index()));
        });
    }

    @Test
    void databasesAreSharedAndEveryWorldHasQueuesPoolsAndBothProtocols() {
        // Then
        assertThat(LAYOUTS).allSatisfy(layout -> {
            assertThat(layout.queues()).isNotEmpty();
            assertThat(layout.pools()).isNotEmpty();
        });
        assertThat(LAYOUTS)
                .filteredOn(layout ->
                        layout.pools().stream().map(Pool::database).distinct().count()
                                < layout.pools().size())
                .hasSizeGreaterThan(400);
        long grpc = LAYOUTS.stream()
                .flatMap(layout -> ours(layout).stream())
                .filter(service -> service.protocol() == Protocol.GRPC)
                .count();
        long http = LAYOUTS.stream()
                .flatMap(layout -> ours(layout).stream())
                .filter(service -> service.protocol() == Protocol.HTTP)
                .count();
        assertThat((double) grpc / http).isBetween(0.5, 1.2);
    }

    @Test
    void halfOfAllWorldsHaveABatchWorkerThatNobodyCalls() {
        // Then
        assertThat(LAYOUTS.stream().filter(layout -> !layout.schedules().isEmpty()))
                .hasSizeBetween(240, 360)
                .allSatisfy(layout -> assertThat(layout.schedules()).allSatisfy(schedule -> {
                    Operation started = layout.operations().get(schedule.operation());
                    assertThat(layout.services().get(started.service()).role()).isEqualTo(Role.BATCH);
                    assertThat(layout.calls()).noneMatch(call -> call.callee() == started.index());
                    assertThat(layout.calls()).anyMatch(call -> call.caller() == started.index());
                }));
    }

    private static List<Service> ours(Layout layout) {
        return layout.services().stream()
                .filter(service -> service.role().ours())
                .toList();
    }
}
