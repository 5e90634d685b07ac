package nightshift.observe.identity;

import java.util.Map;
import nightshift.fact.telemetry.EntityId;
import nightshift.observe.intake.Resource;
import nightshift.observe.naming.Meaning;
import nightshift.observe.naming.PointListener;
import nightshift.observe.naming.Tally;

/// A resource that sends, and whom it is about. Guarded by the observer's lock.
public final class Source {
    private final long high;
    private final long low;
    private final String podUid;
    private Placement place;
    private final Synonyms synonyms;
    private Subject subject;
    private long newest;
    private long before;
    private int users;

    /// @param podUid of the pod that it runs in; empty if it does not say
    /// @param place who and where it is
    /// @param subject whom what it says of nobody else is about
    /// @param synonyms of its own
    Source(Resource resource, String podUid, Placement place, Subject subject, Synonyms synonyms) {
        this.synonyms = synonyms;
        this.podUid = podUid;
        this.high = resource.high();
        this.low = resource.low();
        this.subject = subject;
        this.place = place;
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    /// Whom what it says of nobody else is about.
    public Subject subject() {
        return subject;
    }

    /// Who keeps count of what its metrics tell of who runs where.
    public PointListener listener(Subjects subjects, Tally tally) {
        return subjects.listener(tally, place);
    }

    /// Whether attributes name nobody but who the resource says more of.
    public boolean names(Map<String, String> attributes) {
        return attributes.isEmpty()
                || (attributes.size() == 1
                        && attributes.containsValue(subject.whole().name()))
                || (place.ofService() && place.covers(Placement.of(attributes)));
    }

    /// Takes in what attributes that name nobody else say of the version that runs: a mesh's proxy knows it, its
    /// resource does not.
    public void learn(Map<String, String> attributes, Subjects subjects) {
        if (attributes.isEmpty() || !place.version().service().isEmpty()) {
            return;
        }
        String version = Placement.of(attributes).version().service();
        if (!version.isEmpty()) {
            place = place.running(version);
            renew(subjects);
        }
    }

    /// Says that a metric of its comes under a name, which may be one of several for the same: one of them counts.
    public Use use(Meaning meaning, String name, Subjects subjects, Subject of) {
        String signal = meaning.definition().name() + meaning.form().with();
        PointListener listener = synonyms.use(signal, name, subjects.now());
        if (listener != null) {
            return new Use(true, of, listener);
        }
        Subject rival = subjects.placeholder(of);
        return new Use(false, rival, synonyms.instead(signal, rival));
    }

    /// Whether what comes under a name counts.
    ///
    /// @param subject whom it is about
    /// @param listener is to be told of each point
    public record Use(boolean counts, Subject subject, PointListener listener) {}

    String podUid() {
        return podUid;
    }

    /// Whether it names its pod by a uid that nobody has shown yet.
    boolean homeless() {
        return !podUid.isEmpty() && place.pod().isEmpty();
    }

    /// It became known in which pod it runs.
    void livesIn(RosterReplica pod) {
        place = place.in(pod);
        subject.supersede();
    }

    /// Asks again whom it is about.
    void renew(Subjects subjects) {
        subject = subjects.of(place);
    }

    /// What the instances of roll up to: the service, the workload, the node.
    public EntityId whole() {
        return subject.whole();
    }

    /// Notes a point's time, so that the source's own step is known.
    public void sent(long nanos) {
        if (nanos > newest) {
            before = newest;
            newest = nanos;
        }
    }

    /// Time of the newest point, ns.
    public long newest() {
        return newest;
    }

    /// Time from the export before `nanos` until then; 0 if there was none.
    public long stepUntil(long nanos) {
        long last = nanos > newest ? newest : before;
        return last == 0 ? 0 : nanos - last;
    }

    public void use(int more) {
        users += more;
    }

    boolean unused() {
        return users == 0;
    }
}
