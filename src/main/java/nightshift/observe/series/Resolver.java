package nightshift.observe.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.fact.telemetry.EntityId;
import nightshift.observe.intake.PointKind;
import nightshift.observe.naming.Meaning;
import nightshift.observe.naming.SignalDictionary;
import nightshift.observe.naming.Source;
import org.jspecify.annotations.Nullable;

/// Says, once per time series, which aggregates it feeds: name, entity, roll-up and the attributes that matter. Guarded
/// by the observer's lock.
public final class Resolver {
    private static final String ROUTE = "http.route";
    private static final String VERSION = "service.version";
    private static final String SPANS = "traces.span.metrics.duration";
    private static final String CALLS = "traces.service.graph.request.duration";
    private static final Set<String> GRPC_SERVER_FAULTS = Set.of("2", "4", "13", "14", "15");

    private final SignalDictionary dictionary;
    private final Aggregates aggregates;
    private final SeriesConfig config;

    public Resolver(SignalDictionary dictionary, Aggregates aggregates, SeriesConfig config) {
        this.dictionary = dictionary;
        this.aggregates = aggregates;
        this.config = config;
    }

    /// The stream of a metric; null when there are too many series.
    @Nullable
    Stream metric(Source source, PointKind kind, String name, String unit, Map<String, String> sent) {
        Meaning meaning = dictionary.meaning(name, unit);
        Map<String, String> attributes =
                dictionary.renamed(sent, meaning.attributes(), config.limits().attributeLength());
        boolean hostWide = dictionary.hostWide(name);
        if (dictionary.ignores(name) || ownEndpoint(attributes) || (hostWide && source.node() == null)) {
            return new Stream(source, kind, 1, false, List.of());
        }
        Map<String, String> kept = kept(attributes, meaning.keep());
        Aggregate.Shape shape = shape(kind, meaning.signal());
        List<Aggregate> targets = new ArrayList<>();
        boolean complete = hostWide || shape == Aggregate.Shape.LEVEL
                ? levels(source, meaning, shape, kept, hostWide, targets)
                : sums(source, meaning, shape, kept, attributes, targets);
        return complete ? new Stream(source, kind, meaning.factor(), failed(attributes), targets) : abandoned(targets);
    }

    /// The stream of a service's spans of one operation; null when there are too many series.
    @Nullable
    public Stream span(Source source, String operation, boolean failed) {
        List<Aggregate> targets = new ArrayList<>();
        boolean complete = add(targets, source.whole(), SPANS, "s", Aggregate.Shape.RED, Map.of())
                && add(targets, source.whole(), SPANS, "s", Aggregate.Shape.RED, Map.of("span.name", operation));
        return complete ? new Stream(source, PointKind.TIMED_EVENT, 1, failed, targets) : abandoned(targets);
    }

    /// The stream of calls over an edge; null when there are too many series.
    @Nullable
    public Stream call(Source source, EntityId edge, boolean failed) {
        List<Aggregate> targets = new ArrayList<>();
        return add(targets, edge, CALLS, "s", Aggregate.Shape.RED, Map.of())
                ? new Stream(source, PointKind.TIMED_EVENT, 1, failed, targets)
                : abandoned(targets);
    }

    /// The stream of a service's log records of one severity; null when there are too many series.
    @Nullable
    public Stream log(Source source, String severity) {
        List<Aggregate> targets = new ArrayList<>();
        return add(
                        targets,
                        source.whole(),
                        "log.record.rate",
                        "{record}",
                        Aggregate.Shape.RATE,
                        Map.of("severity", severity))
                ? new Stream(source, PointKind.EVENT, 1, false, targets)
                : abandoned(targets);
    }

    /// Whether a call went to Nightshift itself: a sender's own exporting.
    public boolean ownPort(int port) {
        return config.ownPorts().contains(port);
    }

    private boolean ownEndpoint(Map<String, String> attributes) {
        String port = attributes.getOrDefault("server.port", "");
        return config.ownPorts().stream().anyMatch(own -> port.equals(own.toString()));
    }

    /// What is counted or timed adds up: the part, the whole, and the whole's splits are fed side by side.
    private boolean sums(
            Source source,
            Meaning meaning,
            Aggregate.Shape shape,
            Map<String, String> kept,
            Map<String, String> attributes,
            List<Aggregate> targets) {
        String signal = meaning.signal();
        EntityId part = source.part();
        if (part != null && !add(targets, part, signal, meaning.unit(), shape, kept)) {
            return false;
        }
        if (!add(targets, source.whole(), signal, meaning.unit(), shape, kept)) {
            return false;
        }
        for (Map<String, String> split : splits(source, meaning, shape, attributes)) {
            Map<String, String> all = new HashMap<>(kept);
            all.putAll(split);
            if (!add(targets, source.whole(), signal, meaning.unit(), shape, all)) {
                return false;
            }
        }
        return true;
    }

    /// A level is summed within its sender and averaged over senders; so is everything that each sender says about the
    /// one host they share.
    private boolean levels(
            Source source,
            Meaning meaning,
            Aggregate.Shape shape,
            Map<String, String> kept,
            boolean hostWide,
            List<Aggregate> targets) {
        EntityId node = source.node();
        EntityId whole = hostWide && node != null ? node : source.whole();
        EntityId part = hostWide ? null : source.part();
        List<Aggregate> wholes = new ArrayList<>();
        boolean complete = addAveraged(wholes, whole, meaning, shape, kept);
        if (complete && meaning.split().contains(VERSION) && !source.version().isEmpty()) {
            Map<String, String> versioned = new HashMap<>(kept);
            versioned.put(VERSION, source.version());
            complete = addAveraged(wholes, whole, meaning, shape, versioned);
        }
        Aggregate leaf = complete
                ? aggregates.of(new Aggregates.Plan(
                        new Aggregate.Key(
                                part == null ? whole : part,
                                part == null ? source.high() | 1 : 0,
                                meaning.signal(),
                                kept),
                        meaning.unit(),
                        shape,
                        meaning.averaged(),
                        part != null,
                        wholes))
                : null;
        if (leaf == null) {
            abandoned(wholes);
            return false;
        }
        targets.add(leaf);
        return true;
    }

    private boolean addAveraged(
            List<Aggregate> targets,
            EntityId entity,
            Meaning meaning,
            Aggregate.Shape shape,
            Map<String, String> attributes) {
        Aggregate aggregate = aggregates.of(new Aggregates.Plan(
                new Aggregate.Key(entity, 0, meaning.signal(), attributes),
                meaning.unit(),
                shape,
                true,
                true,
                List.of()));
        return aggregate != null && targets.add(aggregate);
    }

    private boolean add(
            List<Aggregate> targets,
            EntityId entity,
            String signal,
            String unit,
            Aggregate.Shape shape,
            Map<String, String> attributes) {
        Aggregate aggregate = aggregates.of(new Aggregates.Plan(
                new Aggregate.Key(entity, 0, signal, attributes), unit, shape, false, true, List.of()));
        return aggregate != null && targets.add(aggregate);
    }

    private @Nullable Stream abandoned(List<Aggregate> made) {
        made.forEach(aggregates::endIfUnused);
        return null;
    }

    private static List<Map<String, String>> splits(
            Source source, Meaning meaning, Aggregate.Shape shape, Map<String, String> attributes) {
        List<Map<String, String>> splits = new ArrayList<>();
        String route = attributes.getOrDefault(ROUTE, "");
        if (shape == Aggregate.Shape.RED && !route.isEmpty()) {
            splits.add(Map.of(ROUTE, route));
        }
        if (meaning.split().contains(VERSION) && !source.version().isEmpty()) {
            splits.add(Map.of(VERSION, source.version()));
        }
        return splits;
    }

    private static Aggregate.Shape shape(PointKind kind, String signal) {
        return switch (kind) {
            case GAUGE -> Aggregate.Shape.LEVEL;
            case CUMULATIVE_SUM, DELTA_SUM, EVENT -> Aggregate.Shape.RATE;
            case CUMULATIVE_HISTOGRAM, DELTA_HISTOGRAM, TIMED_EVENT ->
                signal.endsWith(".duration") ? Aggregate.Shape.RED : Aggregate.Shape.MEAN;
        };
    }

    private static Map<String, String> kept(Map<String, String> attributes, Set<String> keep) {
        Map<String, String> kept = new HashMap<>();
        for (String key : keep) {
            String value = attributes.getOrDefault(key, "");
            if (!value.isEmpty()) {
                kept.put(key, value);
            }
        }
        return kept;
    }

    private static boolean failed(Map<String, String> attributes) {
        String status = attributes.getOrDefault("http.response.status_code", "");
        return !attributes.getOrDefault("error.type", "").isEmpty()
                || (status.length() == 3 && status.charAt(0) == '5')
                || GRPC_SERVER_FAULTS.contains(attributes.getOrDefault("rpc.grpc.status_code", "0"));
    }
}
