package nightshift.simulate.world;

import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nightshift.simulate.world.chance.Dice;
import nightshift.simulate.world.design.Fault;
import nightshift.simulate.world.design.FaultKind;
import nightshift.simulate.world.design.Verb;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.layout.Call;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.Pool;
import nightshift.simulate.world.layout.Protocol;
import nightshift.simulate.world.layout.Role;
import nightshift.simulate.world.layout.Service;
import org.jspecify.annotations.Nullable;

/// Whom in a layout a kind of fault may befall, and what helps against it.
final class Victims {
    private static final Set<Verb> NOTHING = Set.of();
    private static final double BASE_MEMORY = 0.7;

    private final Layout layout;
    private final Dice dice;

    Victims(Layout layout, Dice dice) {
        this.layout = layout;
        this.dice = dice;
    }

    /// @param protocol what the root speaks, or who calls it where it is a database or somebody else's;
    ///     null for any
    List<Victim> of(FaultKind kind, @Nullable Protocol protocol) {
        return switch (kind) {
            case LEAKED_POOL -> pools(protocol);
            case LOSSY_LINK -> links(protocol);
            case SLOW_DATABASE ->
                called(
                        Role.DATABASE,
                        protocol,
                        service -> size -> new Fault.SlowDatabase(service.index(), growing(1.2, 80, size)));
            case SLOW_DEPENDENCY ->
                called(
                        Role.EXTERNAL,
                        protocol,
                        service -> size -> new Fault.SlowDependency(service.index(), growing(1.2, 80, size)));
            case BUSY_PROCESSOR ->
                ours(
                        protocol,
                        Set.of(Verb.WORKLOAD_RESTART),
                        service -> size -> new Fault.BusyProcessor(service.index(), 0.3 + 0.69 * size));
            case MEMORY_LEAK ->
                ours(
                        protocol,
                        Set.of(Verb.WORKLOAD_RESTART),
                        service -> size -> new Fault.MemoryLeak(service.index(), leak(service, size)));
            case CRASH_LOOP ->
                ours(
                        protocol,
                        Set.of(Verb.WORKLOAD_RESTART),
                        service -> size -> new Fault.CrashLoop(service.index(), part(service, size)));
            case BAD_VERSION -> {
                double work = dice.chance(0.5) ? 1 : dice.between(1.1, 1.6);
                yield ours(
                        protocol,
                        Set.of(Verb.WORKLOAD_ROLLBACK),
                        service -> size -> new Fault.BadVersion(service.index(), growing(0.005, 0.9, size), work));
            }
            case NEVER_READY_VERSION ->
                ours(
                        protocol,
                        Set.of(Verb.WORKLOAD_ROLLBACK),
                        service -> size -> new Fault.NeverReadyVersion(service.index(), part(service, size)));
            case DEAD_CONSUMER ->
                consumers(
                        protocol,
                        Set.of(Verb.WORKLOAD_RESTART),
                        service -> size -> new Fault.DeadConsumer(service.index(), part(service, size)));
            case POISON_MESSAGE ->
                consumers(
                        protocol,
                        NOTHING,
                        service -> size -> new Fault.PoisonMessage(service.index(), growing(0.02, 1, size)));
            case FULL_DISK -> disks(protocol);
            case EXPIRED_CERTIFICATE -> certificates(protocol);
            case QUOTA -> quotas(protocol);
        };
    }

    private static double growing(double least, double most, double size) {
        return least * Math.pow(most / least, size);
    }

    private static int part(Service service, double size) {
        return Math.max(1, (int) Math.ceil(size * service.sizing().replicas()));
    }

    private static double leak(Service service, double size) {
        double seconds = growing(700, 120, size);
        return BASE_MEMORY * service.sizing().memoryBytes() / seconds;
    }

    private List<Victim> ours(
            @Nullable Protocol protocol,
            Set<Verb> verbs,
            java.util.function.Function<Service, DoubleFunction<Fault>> faults) {
        return services(service -> service.role().ours() && service.role() != Role.BATCH && speaks(service, protocol))
                .map(service -> victim(service, verbs, faults.apply(service)))
                .toList();
    }

    private List<Victim> called(
            Role role,
            @Nullable Protocol protocol,
            java.util.function.Function<Service, DoubleFunction<Fault>> faults) {
        return services(service ->
                        service.role() == role && callers(service).anyMatch(caller -> speaks(caller, protocol)))
                .map(service -> victim(service, NOTHING, faults.apply(service)))
                .toList();
    }

    private List<Victim> consumers(
            @Nullable Protocol protocol,
            Set<Verb> verbs,
            java.util.function.Function<Service, DoubleFunction<Fault>> faults) {
        if (protocol != null && protocol != Protocol.MESSAGING) {
            return List.of();
        }
        return services(service -> service.role() == Role.WORKER)
                .map(service -> victim(service, verbs, faults.apply(service)))
                .toList();
    }

    /// Databases to which somebody who speaks the protocol writes.
    private List<Victim> disks(@Nullable Protocol protocol) {
        return layout.volumes().stream()
                .filter(volume -> layout.calls().stream()
                        .filter(call -> call.callee() == volume.writer())
                        .map(call -> layout.services()
                                .get(layout.operations().get(call.caller()).service()))
                        .anyMatch(caller -> caller.role() != Role.BATCH && speaks(caller, protocol)))
                .map(volume -> {
                    double perSecond = (1 - volume.filled()) * volume.bytes() / dice.between(60, 240);
                    return victim(
                            layout.services().get(volume.database()),
                            NOTHING,
                            size -> new Fault.FullDisk(volume.index(), perSecond, growing(0.01, 1, size)));
                })
                .toList();
    }

    /// Whom other services call over connections of their own.
    private List<Victim> certificates(@Nullable Protocol protocol) {
        return services(service -> service.role() == Role.INNER && speaks(service, protocol))
                .map(service -> victim(
                        service,
                        NOTHING,
                        size -> new Fault.ExpiredCertificate(service.index(), growing(0.01, 1, size))))
                .toList();
    }

    private List<Victim> quotas(@Nullable Protocol protocol) {
        double[] rates = layout.rates();
        return called(Role.EXTERNAL, protocol, service -> {
            double asked = layout.operationsOf(service.index()).stream()
                    .mapToDouble(operation -> rates[operation.index()])
                    .sum();
            return size -> new Fault.Quota(service.index(), asked * (1.2 - 1.18 * size));
        });
    }

    private List<Victim> pools(@Nullable Protocol protocol) {
        return layout.pools().stream()
                .filter(pool -> speaks(layout.services().get(pool.service()), protocol))
                .map(pool -> {
                    double minutes = dice.between(1, 5);
                    return victim(
                            layout.services().get(pool.service()),
                            Set.of(Verb.POOL_RECYCLE, Verb.WORKLOAD_RESTART),
                            size -> leaked(pool, size, minutes));
                })
                .toList();
    }

    private static Fault leaked(Pool pool, double size, double minutes) {
        double most = pool.size() * (1 - Math.pow(1 - size, 3));
        return new Fault.LeakedPool(pool.index(), most / minutes, most);
    }

    private List<Victim> links(@Nullable Protocol protocol) {
        return layout.calls().stream()
                .filter(call -> call.way() instanceof Call.Way.Direct)
                .map(call -> List.of(
                        layout.operations().get(call.caller()).service(),
                        layout.operations().get(call.callee()).service()))
                .distinct()
                .filter(ends -> layout.services().get(ends.getLast()).role() == Role.INNER
                        && speaks(layout.services().get(ends.getLast()), protocol))
                .map(ends -> new Victim(
                        size -> new Fault.LossyLink(ends.getFirst(), ends.getLast(), growing(0.003, 0.8, size)),
                        Set.of(
                                layout.services().get(ends.getFirst()).id(),
                                layout.services().get(ends.getLast()).id()),
                        Set.of()))
                .toList();
    }

    private static Victim victim(Service service, Set<Verb> verbs, DoubleFunction<Fault> faults) {
        Set<WorldDesign.Remedy> remedies = verbs.stream()
                .map(verb -> new WorldDesign.Remedy(verb, service.id()))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
        return new Victim(faults, Set.of(service.id()), remedies);
    }

    private Stream<Service> services(Predicate<Service> which) {
        return layout.services().stream().filter(which);
    }

    private Stream<Service> callers(Service service) {
        return layout.calls().stream()
                .filter(call -> layout.operations().get(call.callee()).service() == service.index())
                .map(call -> layout.services()
                        .get(layout.operations().get(call.caller()).service()));
    }

    private static boolean speaks(Service service, @Nullable Protocol protocol) {
        return protocol == null || service.protocol() == protocol;
    }
}
