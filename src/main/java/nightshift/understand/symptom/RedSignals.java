package nightshift.understand.symptom;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalFamily;
import nightshift.fact.telemetry.SignalRole;

/// Where to read what a service answers and calls: the first family of signals that it sends.
public final class RedSignals {
    /// Its own account first, a proxy's last.
    private static final List<SignalFamily> SERVER = List.of(
            SignalFamily.HTTP_SERVER,
            SignalFamily.RPC_SERVER,
            SignalFamily.MESSAGING,
            SignalFamily.SPANS,
            SignalFamily.MESH);
    /// Who counts every call: the client, then a proxy.
    private static final List<SignalFamily> COUNTING =
            List.of(SignalFamily.HTTP_CLIENT, SignalFamily.RPC_CLIENT, SignalFamily.DATABASE, SignalFamily.MESH);
    /// What both ends tell in traces first.
    private static final List<SignalFamily> CLIENT =
            Stream.concat(Stream.of(SignalFamily.CALLS), COUNTING.stream()).toList();
    /// The same where traces tell of a handful: heard when nobody counts them all.
    private static final List<SignalFamily> CLIENT_OF_A_FEW =
            Stream.concat(COUNTING.stream(), Stream.of(SignalFamily.CALLS)).toList();
    /// So many times more calls than traces tell of, and these are a sample: one in three or fewer.
    private static final double SAMPLED = 3;
    /// Of fewer calls in a window the p95 is the slowest one, which is anybody's guess.
    private static final double HANDFUL = 20;
    /// Clients that may not say whom they call.
    private static final List<SignalFamily> TACITURN = List.of(SignalFamily.HTTP_CLIENT, SignalFamily.RPC_CLIENT);

    private RedSignals() {}

    public static Optional<Measurement> latency(Readings readings, EntityId service) {
        return first(readings, service, SERVER, SignalRole.REQUEST_LATENCY);
    }

    public static Optional<Measurement> errors(Readings readings, EntityId service) {
        return first(readings, service, SERVER, SignalRole.REQUEST_ERRORS);
    }

    /// How many messages or requests a service takes, as it was told last, by whomever; empty where nobody ever did.
    public static Optional<Measurement> lastTaken(Readings readings, EntityId service) {
        return latest(readings, service, SignalRole.REQUEST_RATE);
    }

    /// What was measured last, of equals the first: metrics are exported once a minute, and tell of the minute before
    /// while the same service's traces tell of now.
    static Optional<Measurement> latest(Readings readings, EntityId service, SignalRole role) {
        List<Reading> all = readings.of(service, role);
        return SERVER.stream()
                .flatMap(family -> measured(all, family).stream())
                .reduce((best, next) -> next.at().isAfter(best.at()) ? next : best);
    }

    public static Optional<Measurement> rate(Readings readings, EntityId service) {
        return first(readings, service, SERVER, SignalRole.REQUEST_RATE);
    }

    /// How many messages a service takes from its queue; of one that answers requests too, these are
    /// the messages alone where they are counted apart.
    public static Optional<Measurement> taken(Readings readings, EntityId service) {
        Optional<Measurement> messages = measured(readings, service, SignalRole.REQUEST_RATE, SignalFamily.MESSAGING);
        return messages.isPresent() ? messages : rate(readings, service);
    }

    /// How many requests a service answers, as the same witness counts them that counts its calls: of sampled traces
    /// neither is all there is.
    static Optional<Measurement> rateBeside(Readings readings, EntityId service, Measurement calls) {
        SignalFamily family = calls.signal().family();
        Optional<Measurement> same = switch (family) {
            case CALLS -> measured(readings, service, SignalRole.REQUEST_RATE, SignalFamily.SPANS);
            case MESH -> measured(readings, service, SignalRole.REQUEST_RATE, SignalFamily.MESH);
            default -> Optional.empty();
        };
        return same.or(() -> rate(readings, service));
    }

    /// All that a service calls together, as its own clients see it, whoever that is: of each kind of client one.
    static List<Measurement> clients(Readings readings, EntityId service, SignalRole role) {
        return TACITURN.stream()
                .flatMap(family -> measured(readings, service, role, family).stream())
                .toList();
    }

    /// How much more than forecast is asked of a service; at least 1.
    public static double load(Readings readings, EntityId service) {
        return rate(readings, service)
                .filter(level -> level.expected().forecast() > 0)
                .map(level -> Math.max(1, level.value() / level.expected().forecast()))
                .orElse(1.0);
    }

    public static Optional<Measurement> callLatency(Readings readings, EntityId caller, EntityId callee) {
        return seen(readings, caller, callee, SignalRole.CALL_LATENCY);
    }

    public static Optional<Measurement> callErrors(Readings readings, EntityId caller, EntityId callee) {
        return seen(readings, caller, callee, SignalRole.CALL_ERRORS);
    }

    /// The one or the other.
    ///
    /// @param role what is asked of the callee: latency, or else errors
    public static Optional<Measurement> call(Readings readings, EntityId caller, EntityId callee, SignalRole role) {
        return role == SignalRole.REQUEST_LATENCY
                ? callLatency(readings, caller, callee)
                : callErrors(readings, caller, callee);
    }

    public static Optional<Measurement> callRate(Readings readings, EntityId caller, EntityId callee) {
        return seen(readings, caller, callee, SignalRole.CALL_RATE);
    }

    /// How long a caller holds its connections to a database: unlike a query's time never what it waits for one. Of
    /// pools that do not tell whose they are, all of the caller's together.
    public static Optional<Measurement> held(Readings readings, EntityId caller, EntityId database) {
        Optional<Measurement> pool =
                first(readings, EntityId.edge(caller, database), CLIENT, SignalRole.CONNECTION_HOLD);
        return pool.isPresent() ? pool : held(readings, caller);
    }

    public static Optional<Measurement> held(Readings readings, EntityId caller) {
        return measured(readings, caller, SignalRole.CONNECTION_HOLD, SignalFamily.DATABASE);
    }

    /// Of a database of which nothing else is told, what the pool of connections to it says.
    private static Optional<Measurement> seen(Readings readings, EntityId caller, EntityId callee, SignalRole role) {
        EntityId edge = EntityId.edge(caller, callee);
        Optional<Measurement> seen = first(readings, edge, clients(readings, edge), role);
        if (seen.isPresent() || callee.kind() != EntityKind.DATABASE) {
            return seen;
        }
        Optional<Measurement> queries = measured(readings, caller, role, SignalFamily.DATABASE);
        return queries.isPresent() || role != SignalRole.CALL_LATENCY
                ? queries
                : first(readings, edge, CLIENT, SignalRole.CONNECTION_HOLD);
    }

    /// Who is asked about calls, in this order. A tracer keeps one trace of ten, or of a hundred, and
    /// knows no more than these tell (OpenTelemetry's `TraceIdRatioBased` sampler), while a client's
    /// metrics and a proxy's count every call. As long as there are enough of them a sample will do.
    private static List<SignalFamily> clients(Readings readings, EntityId edge) {
        List<Reading> rates = readings.of(edge, SignalRole.CALL_RATE);
        Optional<Measurement> traced = measured(rates, SignalFamily.CALLS).filter(RedSignals::handful);
        if (traced.isEmpty()) {
            return CLIENT;
        }
        double least = SAMPLED * usually(traced.get());
        boolean sampled = COUNTING.stream()
                .flatMap(family -> measured(rates, family).stream())
                .anyMatch(counted -> usually(counted) >= least);
        return sampled ? CLIENT_OF_A_FEW : CLIENT;
    }

    private static boolean handful(Measurement rate) {
        return usually(rate) * rate.step().toMillis() / 1000 < HANDFUL;
    }

    private static double usually(Measurement rate) {
        return Math.max(rate.value(), rate.expected().forecast());
    }

    private static Optional<Measurement> first(
            Readings readings, EntityId entity, List<SignalFamily> families, SignalRole role) {
        List<Reading> all = readings.of(entity, role);
        for (SignalFamily family : families) {
            Optional<Measurement> level = measured(all, family);
            if (level.isPresent()) {
                return level;
            }
        }
        return Optional.empty();
    }

    private static Optional<Measurement> measured(
            Readings readings, EntityId entity, SignalRole role, SignalFamily family) {
        return measured(readings.of(entity, role), family);
    }

    /// Of readings of one role, those of the first signal of a family, by name.
    private static Optional<Measurement> measured(List<Reading> all, SignalFamily family) {
        return all.stream()
                .map(reading -> reading.key().signal())
                .filter(signal -> signal.family() == family)
                .map(Signal::name)
                .min(Comparator.naturalOrder())
                .flatMap(name -> Measurement.of(all.stream()
                        .filter(reading -> reading.key().signal().family() == family)
                        .filter(reading -> reading.key().signal().name().equals(name))
                        .toList()));
    }
}
