package nightshift.observe.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.fact.telemetry.EntityId;
import nightshift.observe.intake.DropReason;
import nightshift.observe.intake.PointKind;
import nightshift.observe.naming.Meaning;
import nightshift.observe.naming.Roster;
import nightshift.observe.naming.SignalDefinition;
import nightshift.observe.naming.SignalDictionary;
import nightshift.observe.naming.Source;
import nightshift.observe.naming.Subject;
import nightshift.observe.naming.Tally;
import org.jspecify.annotations.Nullable;

/// Says, once per time series, which aggregates it feeds: name, entity, roll-up and the attributes that matter. Guarded
/// by the observer's lock.
public final class Resolver {
    private static final String ROUTE = "http.route";
    private static final String VERSION = "service.version";
    private static final Set<String> GRPC_SERVER_FAULTS = Set.of("2", "4", "13", "14", "15");

    private final SignalDictionary dictionary;
    private final Roster roster;
    private final Aggregates aggregates;
    private final SeriesConfig config;
    private final SignalDefinition requests;
    private final SignalDefinition calls;
    private final SignalDefinition logs;

    public Resolver(SignalDictionary dictionary, Roster roster, Aggregates aggregates, SeriesConfig config) {
        this.dictionary = dictionary;
        this.roster = roster;
        this.aggregates = aggregates;
        this.config = config;
        this.requests = dictionary.definition(dictionary.derived().requests());
        this.calls = dictionary.definition(dictionary.derived().calls());
        this.logs = dictionary.definition(dictionary.derived().logs());
    }

    /// The stream of a metric; null when there are too many series.
    @Nullable
    Stream metric(Source source, PointKind sentAs, String name, String unit, Map<String, String> sent) {
        Meaning meaning = dictionary.meaning(name, unit);
        PointKind kind = meaning.definition().counted() && sentAs == PointKind.GAUGE ? PointKind.CUMULATIVE_SUM : sentAs;
        Map<String, String> attributes =
                dictionary.renamed(sent, meaning.attributes(), config.limits().attributeLength());
        Subject subject = subject(source, meaning.origin(), sent);
        boolean hostWide = dictionary.hostWide(name);
        if (dictionary.ignores(name) || ownEndpoint(attributes) || (hostWide && subject.node() == null)) {
            return silent(source, kind, subject, DropReason.NOT_A_SYMPTOM);
        }
        if (!meaning.origin().counts(sent)) {
            return silent(source, kind, subject, DropReason.SAID_OTHERWISE);
        }
        if (meaning.origin().tally() == Tally.IDENTITY) {
            return silent(source, kind, subject, null);
        }
        Map<String, String> kept = kept(attributes, meaning.keep());
        SignalDefinition.Shape shape = shape(kind, meaning.definition());
        List<Aggregate> targets = new ArrayList<>();
        boolean complete = hostWide || shape == SignalDefinition.Shape.LEVEL
                ? levels(source, subject, meaning, shape, kept, hostWide, targets)
                : sums(subject, meaning, shape, kept, attributes, targets);
        return complete
                ? new Stream(
                        source,
                        kind,
                        meaning.factor(),
                        failed(attributes),
                        targets,
                        new Stream.About(subject, mark(source, meaning.origin(), sent), null))
                : abandoned(targets);
    }

    private Subject subject(Source source, Meaning.Origin origin, Map<String, String> sent) {
        Map<String, String> named = origin.subjectOf(sent);
        return named.isEmpty() ? source.subject() : roster.subject(named);
    }

    private Roster.Mark mark(Source source, Meaning.Origin origin, Map<String, String> sent) {
        Tally tally = origin.tally();
        if (tally == null) {
            return Roster.Mark.NONE;
        }
        Map<String, String> named = origin.subjectOf(sent);
        return named.isEmpty() ? source.mark(roster, tally) : roster.mark(tally, named);
    }

    private static Stream silent(Source source, PointKind kind, Subject subject, @Nullable DropReason reason) {
        return new Stream(source, kind, 1, false, List.of(), new Stream.About(subject, Roster.Mark.NONE, reason));
    }

    /// The stream of a service's spans of one operation; null when there are too many series.
    @Nullable
    public Stream span(Source source, String operation, boolean failed) {
        List<Aggregate> targets = new ArrayList<>();
        String version = source.subject().version();
        boolean complete = add(targets, source.whole(), requests, SignalDefinition.Shape.RED, Map.of())
                && add(targets, source.whole(), requests, SignalDefinition.Shape.RED, Map.of("span.name", operation))
                && (version.isEmpty()
                        || add(targets, source.whole(), requests, SignalDefinition.Shape.RED, Map.of(VERSION, version)));
        return complete ? new Stream(source, PointKind.TIMED_EVENT, 1, failed, targets, about(source)) : abandoned(targets);
    }

    /// The stream of calls over an edge; null when there are too many series.
    @Nullable
    public Stream call(Source source, EntityId edge, boolean failed) {
        List<Aggregate> targets = new ArrayList<>();
        return add(targets, edge, calls, SignalDefinition.Shape.RED, Map.of())
                ? new Stream(source, PointKind.TIMED_EVENT, 1, failed, targets, about(source))
                : abandoned(targets);
    }

    /// The stream of a service's log records of one severity; null when there are too many series.
    @Nullable
    public Stream log(Source source, String severity) {
        List<Aggregate> targets = new ArrayList<>();
        return add(targets, source.whole(), logs, SignalDefinition.Shape.RATE, Map.of("severity", severity))
                ? new Stream(source, PointKind.EVENT, 1, false, targets, about(source))
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

    private static Stream.About about(Source source) {
        return Stream.About.of(source.subject());
    }

    /// What is counted or timed adds up: the part, the whole, and the whole's splits are fed side by side.
    private boolean sums(
            Subject subject,
            Meaning meaning,
            SignalDefinition.Shape shape,
            Map<String, String> kept,
            Map<String, String> attributes,
            List<Aggregate> targets) {
        SignalDefinition signal = meaning.definition();
        EntityId part = subject.part();
        if (part != null && !add(targets, part, signal, shape, kept)) {
            return false;
        }
        if (!add(targets, subject.whole(), signal, shape, kept)) {
            return false;
        }
        for (Map<String, String> split : splits(subject, meaning, shape, attributes)) {
            Map<String, String> all = new HashMap<>(kept);
            all.putAll(split);
            if (!add(targets, subject.whole(), signal, shape, all)) {
                return false;
            }
        }
        return true;
    }

    /// A level is summed within its sender and averaged over senders; so is everything that each sender says about the
    /// one host they share.
    private boolean levels(
            Source source,
            Subject subject,
            Meaning meaning,
            SignalDefinition.Shape shape,
            Map<String, String> kept,
            boolean hostWide,
            List<Aggregate> targets) {
        EntityId node = subject.node();
        EntityId whole = hostWide && node != null ? node : subject.whole();
        EntityId part = hostWide ? null : subject.part();
        List<Aggregate> wholes = new ArrayList<>();
        boolean complete = addAveraged(wholes, whole, meaning, shape, kept);
        if (complete && meaning.definition().versioned() && !subject.version().isEmpty()) {
            Map<String, String> versioned = new HashMap<>(kept);
            versioned.put(VERSION, subject.version());
            complete = addAveraged(wholes, whole, meaning, shape, versioned);
        }
        Aggregate leaf = complete
                ? aggregates.of(new Aggregates.Plan(
                        new Aggregate.Key(
                                part == null ? whole : part,
                                part == null ? source.high() | 1 : 0,
                                meaning.definition().name(),
                                kept),
                        meaning.definition(),
                        shape,
                        meaning.definition().averaged(),
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
            SignalDefinition.Shape shape,
            Map<String, String> attributes) {
        Aggregate aggregate = aggregates.of(new Aggregates.Plan(
                new Aggregate.Key(entity, 0, meaning.definition().name(), attributes),
                meaning.definition(),
                shape,
                true,
                true,
                List.of()));
        return aggregate != null && targets.add(aggregate);
    }

    private boolean add(
            List<Aggregate> targets,
            EntityId entity,
            SignalDefinition signal,
            SignalDefinition.Shape shape,
            Map<String, String> attributes) {
        Aggregate aggregate = aggregates.of(new Aggregates.Plan(
                new Aggregate.Key(entity, 0, signal.name(), attributes), signal, shape, false, true, List.of()));
        return aggregate != null && targets.add(aggregate);
    }

    private @Nullable Stream abandoned(List<Aggregate> made) {
        made.forEach(aggregates::endIfUnused);
        return null;
    }

    private static List<Map<String, String>> splits(
            Subject subject, Meaning meaning, SignalDefinition.Shape shape, Map<String, String> attributes) {
        List<Map<String, String>> splits = new ArrayList<>();
        String route = attributes.getOrDefault(ROUTE, "");
        if (shape == SignalDefinition.Shape.RED && !route.isEmpty()) {
            splits.add(Map.of(ROUTE, route));
        }
        if (meaning.definition().versioned() && !subject.version().isEmpty()) {
            splits.add(Map.of(VERSION, subject.version()));
        }
        return splits;
    }

    private static SignalDefinition.Shape shape(PointKind kind, SignalDefinition signal) {
        return switch (kind) {
            case GAUGE -> SignalDefinition.Shape.LEVEL;
            case CUMULATIVE_SUM, DELTA_SUM, EVENT -> SignalDefinition.Shape.RATE;
            case CUMULATIVE_HISTOGRAM, DELTA_HISTOGRAM, TIMED_EVENT ->
                signal.timed() ? SignalDefinition.Shape.RED : SignalDefinition.Shape.MEAN;
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
