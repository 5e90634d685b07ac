package nightshift.observe.identity;

import nightshift.fact.telemetry.EntityId;
import org.jspecify.annotations.Nullable;

/// Whom a measurement is about: the entities that its series belong to. When it becomes known that somebody else is
/// meant, it is superseded by another. Guarded by the observer's lock.
public final class Subject {
    private final EntityId whole;
    private final @Nullable EntityId part;
    private final @Nullable EntityId node;
    private final String version;
    private final Presence presence;
    private final @Nullable Callee callee;
    private final @Nullable Subject of;
    private boolean superseded;

    /// @param whole what the parts of roll up to: the service, the workload, the node
    /// @param part the instance or pod; null when none is named, so that only the whole has series
    /// @param node the machine it runs on, if anybody says so
    /// @param version of the program; empty if nobody says
    /// @param presence is told when something is heard of it
    Subject(EntityId whole, @Nullable EntityId part, @Nullable EntityId node, String version, Presence presence) {
        this.whole = whole;
        this.part = part;
        this.node = node;
        this.version = version;
        this.presence = presence;
        callee = null;
        of = null;
    }

    private Subject(Subject of, Callee callee) {
        whole = of.whole;
        part = of.part;
        node = of.node;
        version = of.version;
        presence = of.presence;
        this.callee = callee;
        this.of = of;
    }

    /// The same, whose calls go to somebody: superseded too when somebody else turns out to be called.
    public Subject calling(Callee whom) {
        return new Subject(this, whom);
    }

    /// Calls, to whoever is meant by their callee.
    public Subject to(Callee whom) {
        Subject calls = new Subject(EntityId.edge(whole.caller(), whom.id()), null, null, version, presence);
        return calls.calling(whom);
    }

    public EntityId whole() {
        return whole;
    }

    @Nullable
    public EntityId part() {
        return part;
    }

    @Nullable
    public EntityId node() {
        return node;
    }

    public String version() {
        return version;
    }

    /// Something was heard of it.
    public void heard(long nanos) {
        presence.heard(nanos);
    }

    /// Whether series begun for it should begin anew for whoever is meant.
    public boolean superseded() {
        return superseded || (of != null && of.superseded()) || (callee != null && callee.superseded());
    }

    void supersede() {
        superseded = true;
    }
}
