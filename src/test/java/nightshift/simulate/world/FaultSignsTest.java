package nightshift.simulate.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nightshift.simulate.world.design.Fault;
import nightshift.simulate.world.design.FaultKind;
import nightshift.simulate.world.design.Strength;
import nightshift.simulate.world.design.Twin;
import nightshift.simulate.world.design.Verb;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.layout.Call;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.Operation;
import nightshift.simulate.world.layout.Schedule;
import nightshift.simulate.world.layout.Volume;
import nightshift.simulate.world.physics.Ending;
import nightshift.simulate.world.physics.Endings;
import nightshift.simulate.world.run.Order;
import nightshift.simulate.world.run.World;
import org.junit.jupiter.api.Test;

/// What can be read of a fault where it is, and of what only looks like one.
class FaultSignsTest {
    private static final long SEED = 31;

    @Test
    void aFullDiskFailsWritesAndLetsReadsGoOn() {
        // Given
        WorldDesign design = Worlds.with(FaultKind.FULL_DISK, Strength.CLEAR, SEED);
        Fault.FullDisk fault = (Fault.FullDisk) design.faults().getFirst().fault();
        Volume volume = design.layout().volumes().get(fault.volume());
        World world = Worlds.run(design, Twin.AS_DESIGNED, Worlds.ONSET);
        long before = world.volume(volume.index()).available();
        long writes = failedQueries(world, volume, true);

        // When it fills, and when it is full
        Worlds.runTo(world, Worlds.ONSET + 30);
        long filling = world.volume(volume.index()).available();
        Worlds.runTo(world, Worlds.ONSET + 400);

        // Then
        assertThat(filling).isPositive().isLessThan(before);
        assertThat(world.volume(volume.index()).available()).isZero();
        assertThat(world.volume(volume.index()).used()).isEqualTo(volume.bytes());
        assertThat(failedQueries(world, volume, true)).isGreaterThan(10 * Math.max(1, writes));
        assertThat(failedQueries(world, volume, false)).isLessThan(failedQueries(world, volume, true) / 10);
    }

    @Test
    void anExpiredCertificateIsHeardOfByCallersAlone() {
        // Given
        WorldDesign design = Worlds.with(FaultKind.EXPIRED_CERTIFICATE, Strength.CLEAR, SEED);
        Fault.ExpiredCertificate fault =
                (Fault.ExpiredCertificate) design.faults().getFirst().fault();

        // When
        World world = Worlds.run(design, Twin.AS_DESIGNED, Worlds.SECONDS);
        World twin = Worlds.run(design, Twin.WITHOUT_FAULTS, Worlds.SECONDS);

        // Then
        assertThat(seenByCallers(world, fault.service(), Ending.HANDSHAKE)).isPositive();
        assertThat(seenByCallers(twin, fault.service(), Ending.HANDSHAKE)).isZero();
        assertThat(served(world, fault.service(), Ending.HANDSHAKE)).isZero();
        assertThat(served(world, fault.service(), Ending.ERROR))
                .as("errors of its own")
                .isLessThanOrEqualTo(2 * served(twin, fault.service(), Ending.ERROR) + 10);
    }

    @Test
    void aQuotaLetsNoMoreThroughThanWasBought() {
        // Given
        WorldDesign design = Worlds.with(FaultKind.QUOTA, Strength.CLEAR, SEED);
        Fault.Quota fault = (Fault.Quota) design.faults().getFirst().fault();
        World world = Worlds.run(design, Twin.AS_DESIGNED, Worlds.ONSET + 1);
        long before = arrivals(world, fault.service());

        // When
        Worlds.runTo(world, Worlds.ONSET + 601);

        // Then
        assertThat(arrivals(world, fault.service()) - before).isLessThanOrEqualTo((long) (600 * fault.perSecond()) + 1);
        assertThat(seenByCallers(world, fault.service(), Ending.LIMITED)).isPositive();
        assertThat(seenByCallers(world, fault.service(), Ending.REFUSED)).isLessThan(10);
    }

    @Test
    void aPoisonMessageFailsAgainAndAgainAndOutlivesARestart() {
        // Given
        WorldDesign design = Worlds.with(FaultKind.POISON_MESSAGE, Strength.CLEAR, SEED);
        Fault.PoisonMessage fault =
                (Fault.PoisonMessage) design.faults().getFirst().fault();
        int queue = IntStream.range(0, design.layout().queues().size())
                .filter(index -> design.layout()
                                .operations()
                                .get(design.layout().queues().get(index).consumer())
                                .service()
                        == fault.service())
                .findFirst()
                .orElseThrow();

        // When
        World world = Worlds.run(design, Twin.AS_DESIGNED, Worlds.ONSET + 300);
        World twin = Worlds.run(design, Twin.WITHOUT_FAULTS, Worlds.ONSET + 300);
        int waiting = world.queue(queue).depth();
        long failed = served(world, fault.service(), Ending.ERROR);
        world.operator()
                .begin(new Order(
                        Verb.WORKLOAD_RESTART,
                        design.layout().services().get(fault.service()).id(),
                        Map.of()));
        Worlds.runTo(world, Worlds.ONSET + 600);

        // Then
        assertThat(waiting).isGreaterThan(10 * Math.max(1, twin.queue(queue).depth()));
        assertThat(failed).isGreaterThan(served(twin, fault.service(), Ending.ERROR) + 5);
        assertThat(world.queue(queue).depth()).isGreaterThan(waiting);
    }

    @Test
    void aBatchWorkerWorksInBurstsAndIsStillInBetween() {
        // Given
        WorldDesign design = IntStream.range(0, 20)
                .mapToObj(seed -> Worlds.quiet(seed, 900))
                .filter(one -> !one.layout().schedules().isEmpty())
                .findFirst()
                .orElseThrow();
        Schedule schedule = design.layout().schedules().getFirst();
        int service = design.layout().operations().get(schedule.operation()).service();
        int begins = schedule.firstAt() + schedule.everySeconds();
        World world = Worlds.run(design, Twin.AS_DESIGNED, begins);

        // When
        long before = arrivals(world, service);
        Worlds.runTo(world, begins + schedule.lastsSeconds());
        long burst = arrivals(world, service) - before;
        Worlds.runTo(world, begins + schedule.everySeconds());

        // Then
        assertThat((double) burst / schedule.lastsSeconds())
                .isBetween(schedule.perSecond() / 2, schedule.perSecond() * 2);
        assertThat(arrivals(world, service) - before).isEqualTo(burst);
    }

    private static long failedQueries(World world, Volume volume, boolean writes) {
        Layout layout = world.layout();
        return layout.calls().stream()
                .filter(call -> layout.operations().get(call.callee()).service() == volume.database())
                .filter(call -> (call.callee() == volume.writer()) == writes)
                .mapToLong(call -> endings(world, call).stream()
                        .mapToLong(endings -> endings.count(Ending.ERROR))
                        .sum())
                .sum();
    }

    private static long seenByCallers(World world, int service, Ending ending) {
        Layout layout = world.layout();
        return layout.calls().stream()
                .filter(call -> layout.operations().get(call.callee()).service() == service)
                .flatMap(call -> endings(world, call).stream())
                .mapToLong(endings -> endings.count(ending))
                .sum();
    }

    private static List<Endings> endings(World world, Call call) {
        int caller = world.layout().operations().get(call.caller()).service();
        return world.pods(caller).stream()
                .map(pod -> pod.called(call.index()).endings())
                .toList();
    }

    private static long served(World world, int service, Ending ending) {
        return world.layout().operationsOf(service).stream()
                .flatMap(operation -> world.pods(service).stream().map(pod -> pod.served(operation.index())))
                .mapToLong(served -> served.endings().count(ending))
                .sum();
    }

    private static long arrivals(World world, int service) {
        return world.layout().operationsOf(service).stream()
                .mapToInt(Operation::index)
                .flatMap(operation -> world.pods(service).stream()
                        .mapToInt(pod -> (int) pod.served(operation).arrivals()))
                .sum();
    }
}
