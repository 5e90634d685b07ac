package nightshift.observe.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.observe.identity.Callee;
import nightshift.observe.identity.PeerNames;
import nightshift.observe.identity.Source;
import nightshift.observe.identity.Subject;
import nightshift.observe.identity.Subjects;
import nightshift.observe.intake.DropReason;
import nightshift.observe.intake.PointKind;
import nightshift.observe.naming.Meaning;
import nightshift.observe.naming.PointListener;
import nightshift.observe.naming.Share;
import nightshift.observe.naming.SignalDefinition;
import nightshift.observe.naming.SignalDictionary;
import nightshift.observe.naming.Tally;
import nightshift.observe.naming.Unmapped;
import org.jspecify.annotations.Nullable;

/// Says, once per time series, which aggregates it feeds: name, entity, roll-up and the attributes that
/// matter. Guarded by the observer's lock.
public final class Resolver {
    private static final String ROUTE = "http.route";
    private static final String POOL = "db.client.connection.pool.name";

    private final SignalDictionary dictionary;
    private final Subjects subjects;
    private final PeerNames peers;
    private final Unmapped unmapped;
    private final Aggregates aggregates;
    private final SeriesConfig config;
    private final SignalDefinition requests;
    private final SignalDefinition calls;
    private final SignalDefinition logs;

    public Resolver(
            SignalDictionary dictionary,
            Subjects subjects,
            PeerNames peers,
            Unmapped unmapped,
            Aggregates aggregates,
            SeriesConfig config) {
        this.peers = peers;
        this.unmapped = unmapped;
        this.dictionary = dictionary;
        this.subjects = subjects;
        this.aggregates = aggregates;
        this.config = config;
        this.requests = dictionary.definition(dictionary.derived().requests());
        this.calls = dictionary.definition(dictionary.derived().calls());
        this.logs = dictionary.definition(dictionary.derived().logs());
    }

    /// The stream of a metric; null when there are too many series.
    @Nullable
    Stream metric(
            Source source, PointKind sentAs, boolean bucketed, String name, String unit, Map<String, String> sent) {
        Meaning meaning = dictionary.meaning(name, unit, sent);
        PointKind kind =
                meaning.definition().counted() && sentAs == PointKind.GAUGE ? PointKind.CUMULATIVE_SUM : sentAs;
        Map<String, String> attributes =
                meaning.form().renamed(sent, config.limits().attributeLength());
        Map<String, String> named = meaning.form().subjectOf(sent);
        Subject subject = meant(whom(source, named));
        boolean hostWide = dictionary.hostWide(name);
        if (dictionary.ignores(name) || ownEndpoint(attributes) || (hostWide && subject.node() == null)) {
            return silent(source, kind, subject, DropReason.NOT_A_SYMPTOM);
        }
        if (!meaning.form().counts(sent)) {
            return silent(source, kind, subject, DropReason.SAID_OTHERWISE);
        }
        Tally tally = meaning.form().tally();
        if (tally == Tally.IDENTITY) {
            return silent(source, kind, subject, null);
        }
        Source.Use use = dictionary.knows(name)
                ? source.use(meaning, name, subjects, subject)
                : new Source.Use(true, subject, unlisted(meaning.definition(), name, unit, subject));
        if (!use.counts()) {
            return new Stream(
                    source,
                    kind,
                    1,
                    false,
                    List.of(),
                    new Stream.About(use.subject(), use.listener(), DropReason.SAID_OTHERWISE));
        }
        PointListener told = tally == null ? use.listener() : use.listener().and(listener(source, tally, named));
        Feeds feeds = new Feeds(aggregates);
        Feeds.Owner owner = new Feeds.Owner(subject, source.high() | 1, hostWide);
        SignalDefinition.Shape shape = shape(kind, bucketed && !hostWide, meaning.definition());
        Callee callee = callee(subject, meaning.definition(), shape, attributes);
        if (!feed(feeds, owner, meaning, shape, attributes)
                || !overEdge(feeds, subject, callee, meaning.definition(), shape)) {
            feeds.abandon();
            return null;
        }
        boolean failed = dictionary.failed(meaning.definition(), attributes);
        return new Stream(
                source,
                kind,
                meaning.factor(),
                failed,
                feeds.targets(),
                new Stream.About(callee == null ? subject : subject.calling(callee), told, null, feeds.limits()));
    }

    private Subject whom(Source source, Map<String, String> named) {
        if (!source.names(named)) {
            return subjects.of(named);
        }
        source.learn(named, subjects);
        return source.subject();
    }

    /// Of calls that somebody else tells of, to whom they go by what is known of who is called.
    private Subject meant(Subject subject) {
        if (subject.whole().kind() != EntityKind.EDGE) {
            return subject;
        }
        Callee callee = peers.proxied(subject.whole().caller(), subject.whole().callee());
        return callee == null ? subject : subject.to(callee);
    }

    private PointListener unlisted(SignalDefinition signal, String name, String unit, Subject subject) {
        return signal.understood() ? PointListener.NONE : unmapped.meet(name, unit, subject.whole());
    }

    private PointListener listener(Source source, Tally tally, Map<String, String> named) {
        return named.isEmpty() ? source.listener(subjects, tally) : subjects.listener(tally, named);
    }

    private static Stream silent(Source source, PointKind kind, Subject subject, @Nullable DropReason reason) {
        return new Stream(source, kind, 1, false, List.of(), new Stream.About(subject, PointListener.NONE, reason));
    }

    /// The stream of a service's spans of one operation; null when there are too many series.
    @Nullable
    public Stream span(Source source, String operation, boolean failed) {
        Feeds feeds = new Feeds(aggregates);
        String version = source.subject().version();
        boolean complete = feeds.add(source.whole(), requests, SignalDefinition.Shape.RED_SKETCH, Map.of())
                && feeds.add(
                        source.whole(), requests, SignalDefinition.Shape.RED_SKETCH, Map.of("span.name", operation))
                && (version.isEmpty()
                        || feeds.add(
                                source.whole(),
                                requests,
                                SignalDefinition.Shape.RED_SKETCH,
                                Map.of(Feeds.VERSION, version)));
        return events(source, PointKind.TIMED_EVENT, failed, feeds, complete);
    }

    /// The stream of calls over an edge; null when there are too many series.
    @Nullable
    public Stream call(Source source, EntityId edge, boolean failed) {
        Feeds feeds = new Feeds(aggregates);
        boolean complete = feeds.add(edge, calls, SignalDefinition.Shape.RED_SKETCH, Map.of());
        return events(source, PointKind.TIMED_EVENT, failed, feeds, complete);
    }

    /// The stream of a service's log records of one severity; null when there are too many series.
    @Nullable
    public Stream log(Source source, String severity) {
        Feeds feeds = new Feeds(aggregates);
        boolean complete = feeds.add(source.whole(), logs, SignalDefinition.Shape.RATE, Map.of("severity", severity));
        return events(source, PointKind.EVENT, false, feeds, complete);
    }

    private static @Nullable Stream events(
            Source source, PointKind kind, boolean failed, Feeds feeds, boolean complete) {
        if (!complete) {
            feeds.abandon();
            return null;
        }
        return new Stream(source, kind, 1, failed, feeds.targets(), Stream.About.of(source.subject()));
    }

    /// Whether a call went to Nightshift itself: a sender's own exporting.
    public boolean ownPort(int port) {
        return config.ownPorts().contains(port);
    }

    private boolean ownEndpoint(Map<String, String> attributes) {
        String port = attributes.getOrDefault("server.port", "");
        return config.ownPorts().stream().anyMatch(own -> port.equals(own.toString()));
    }

    private static boolean feed(
            Feeds feeds,
            Feeds.Owner owner,
            Meaning meaning,
            SignalDefinition.Shape shape,
            Map<String, String> attributes) {
        SignalDefinition signal = meaning.definition();
        Map<String, String> kept = kept(attributes, meaning.keep());
        boolean level =
                owner.hostWide() || shape == SignalDefinition.Shape.LEVEL || shape == SignalDefinition.Shape.BUSY;
        boolean complete = level
                ? feeds.addLevel(owner, signal, shape, kept, signal.versioned())
                : sums(feeds, owner.subject(), meaning, shape, kept, attributes);
        return complete && shares(feeds, owner, meaning, attributes);
    }

    /// Whom the calls go to that a client measures, where it says so: what it measures is told of the
    /// calls between the two as well, so that who calls whom, and who suffers by whom, is known of
    /// those who send no spans.
    private @Nullable Callee callee(
            Subject caller, SignalDefinition signal, SignalDefinition.Shape shape, Map<String, String> attributes) {
        if (caller.whole().kind() != EntityKind.SERVICE) {
            return null;
        }
        if (signal.versioned() && requested(shape)) {
            peers.serves(caller.whole(), attributes);
        }
        if (signal.ofPool()) {
            return peers.pooled(caller.whole(), attributes.getOrDefault(POOL, ""));
        }
        return signal.ofCalls() && requested(shape) ? peers.callee(caller.whole(), attributes) : null;
    }

    private static boolean overEdge(
            Feeds feeds,
            Subject caller,
            @Nullable Callee callee,
            SignalDefinition signal,
            SignalDefinition.Shape shape) {
        return callee == null || feeds.add(EntityId.edge(caller.whole(), callee.id()), signal, shape, Map.of());
    }

    /// Whether it says of requests at which rate they come and how many fail.
    private static boolean requested(SignalDefinition.Shape shape) {
        return shape == SignalDefinition.Shape.RED || shape == SignalDefinition.Shape.RED_SKETCH;
    }

    private static boolean sums(
            Feeds feeds,
            Subject subject,
            Meaning meaning,
            SignalDefinition.Shape shape,
            Map<String, String> kept,
            Map<String, String> attributes) {
        SignalDefinition signal = meaning.definition();
        EntityId part = subject.part();
        boolean complete = (part == null || feeds.add(part, signal, shape, kept))
                && feeds.add(subject.whole(), signal, shape, kept);
        for (Map<String, String> split : splits(subject, meaning, shape, attributes)) {
            Map<String, String> all = new HashMap<>(kept);
            all.putAll(split);
            complete = complete && feeds.add(subject.whole(), signal, shape, all);
        }
        return complete;
    }

    private static boolean shares(Feeds feeds, Feeds.Owner owner, Meaning meaning, Map<String, String> attributes) {
        for (Share share : meaning.shares()) {
            if (!share.includes(attributes)) {
                continue;
            }
            SignalDefinition.Shape shape = share.free() ? SignalDefinition.Shape.NOT_FREE : SignalDefinition.Shape.USED;
            Map<String, String> kept = kept(attributes, share.keep());
            boolean complete = switch (share.part()) {
                case SOME -> feeds.addLevel(owner, share.definition(), shape, kept, false);
                case ALL -> feeds.addLimit(owner, share.definition(), shape, kept);
            };
            if (!complete) {
                return false;
            }
        }
        return true;
    }

    private static List<Map<String, String>> splits(
            Subject subject, Meaning meaning, SignalDefinition.Shape shape, Map<String, String> attributes) {
        List<Map<String, String>> splits = new ArrayList<>();
        String route = attributes.getOrDefault(ROUTE, "");
        if (requested(shape) && !route.isEmpty()) {
            splits.add(Map.of(ROUTE, route));
        }
        if (meaning.definition().versioned() && !subject.version().isEmpty()) {
            splits.add(Map.of(Feeds.VERSION, subject.version()));
        }
        return splits;
    }

    private static SignalDefinition.Shape shape(PointKind kind, boolean bucketed, SignalDefinition signal) {
        return switch (kind) {
            case GAUGE -> SignalDefinition.Shape.LEVEL;
            case CUMULATIVE_SUM, DELTA_SUM, EVENT -> SignalDefinition.Shape.RATE;
            case CUMULATIVE_HISTOGRAM, DELTA_HISTOGRAM, TIMED_EVENT -> timedShape(bucketed, signal);
        };
    }

    private static SignalDefinition.Shape timedShape(boolean bucketed, SignalDefinition signal) {
        if (!signal.timed()) {
            return SignalDefinition.Shape.MEAN;
        }
        return bucketed ? signal.bucketedShape() : signal.timedShape();
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
}
