package nightshift.observe.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Follows the objects of one kind: lists them all, then reads what changes, and begins anew where that ended. Where
/// the
/// API server has forgotten from where on (410), it lists again. What it learns it puts into a queue, and waits while
/// that is full: nothing is left out.
///
/// Reads on a thread of its own; its state may be asked from any.
final class ListWatch {
    private static final Logger LOG = System.getLogger(ListWatch.class.getName());

    /// The API server sends a mark each minute even when nothing changes: a longer silence is a dead connection.
    static final Duration SILENCE = Duration.ofSeconds(150);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int GONE = 410;

    private final Kind kind;
    private final String namespace;
    private final ApiServer server;
    private final Reader reader;
    private final BlockingQueue<Delta> queue;
    private final InstantSource clock;
    private final Tally tally;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private volatile Condition condition;
    private volatile ApiServer.@Nullable Lines open;
    private volatile Instant heard;
    private String version = "";
    private Duration pause = SHORTEST_PAUSE;

    /// What both sides of all watches share.
    ///
    /// @param queue where what was learned goes
    /// @param clock tells since when it is in which state
    record Outlet(BlockingQueue<Delta> queue, InstantSource clock, Tally tally) {}

    /// How often what happened since the start.
    record Tally(
            AtomicLong relists,
            AtomicLong reconnects,
            AtomicLong away,
            AtomicLong unauthorized,
            AtomicLong forbidden,
            AtomicLong changes) {
        Tally() {
            this(
                    new AtomicLong(),
                    new AtomicLong(),
                    new AtomicLong(),
                    new AtomicLong(),
                    new AtomicLong(),
                    new AtomicLong());
        }
    }

    /// @param namespace empty for all
    ListWatch(Kind kind, String namespace, ApiServer server, Reader reader, Outlet outlet) {
        this.kind = kind;
        this.namespace = namespace;
        this.server = server;
        this.reader = reader;
        this.queue = outlet.queue();
        this.clock = outlet.clock();
        this.tally = outlet.tally();
        this.heard = clock.instant();
        this.condition = new Condition(State.LISTING, heard, null, "");
        this.thread = Thread.ofVirtual()
                .name("kubernetes-" + kind.resource() + (namespace.isEmpty() ? "" : "-" + namespace))
                .unstarted(this::goOn);
    }

    /// What it is about.
    enum State {
        /// Not all are known.
        LISTING,
        /// All are known as they are.
        FOLLOWING,
        /// They may not be read.
        FORBIDDEN,
        /// Who asks is not known.
        UNAUTHENTICATED,
        /// Nobody answers, or nothing of use.
        AWAY
    }

    /// @param since when it is in that state
    /// @param good when all were last known as they were; null if they never were
    /// @param said why it is no better; empty if it is well
    record Condition(State state, Instant since, @Nullable Instant good, String said) {}

    Kind kind() {
        return kind;
    }

    String namespace() {
        return namespace;
    }

    void start() {
        thread.start();
    }

    /// Whether its thread has ended although nobody closed it: what it threw is in the log.
    boolean dead() {
        return thread.getState() == Thread.State.TERMINATED && closed.getCount() > 0;
    }

    Condition condition() {
        Condition now = condition;
        return now.state() == State.FOLLOWING
                ? new Condition(now.state(), now.since(), clock.instant(), now.said())
                : now;
    }

    /// Breaks a connection off on which nothing has come for too long.
    void look(Instant now) {
        ApiServer.Lines lines = open;
        if (lines != null && heard.plus(SILENCE).isBefore(now)) {
            LOG.log(Level.INFO, "nothing came of {0} for {1}: the watch is begun anew", kind.resource(), SILENCE);
            lines.close();
        }
    }

    void close() {
        closed.countDown();
        thread.interrupt();
        ApiServer.Lines lines = open;
        if (lines != null) {
            lines.close();
        }
    }

    private void goOn() {
        try {
            while (closed.getCount() > 0) {
                round();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// Lists if need be, then follows until the watch ends.
    private void round() throws InterruptedException {
        try {
            if (version.isEmpty()) {
                list();
            }
            follow();
        } catch (ApiServer.RefusedException refused) {
            refused(refused);
        } catch (IOException away) {
            failed(State.AWAY, tally.away(), "no answer: " + away.getMessage());
        } catch (RuntimeException unexpected) {
            // a bug of ours, or an object of a shape that nobody foresaw: begin anew, and say so
            LOG.log(Level.ERROR, "the watch of " + kind.resource() + " failed; it begins anew", unexpected);
            version = "";
            failed(State.AWAY, tally.away(), unexpected.toString());
        }
    }

    private void list() throws IOException, InterruptedException {
        tally.relists().incrementAndGet();
        if (condition.state() == State.FOLLOWING) {
            become(State.LISTING, "");
        }
        List<Kept> all = new ArrayList<>();
        String next = "";
        KubernetesResourceList<? extends HasMetadata> page;
        do {
            page = server.list(kind, namespace, next);
            for (HasMetadata object : page.getItems()) {
                Kept kept = reader.keep(object);
                if (kept != null) {
                    all.add(kept);
                }
            }
            next = Optional.ofNullable(page.getMetadata().getContinue()).orElse("");
        } while (!next.isEmpty());
        queue.put(new Delta.All(kind, namespace, all));
        version = page.getMetadata().getResourceVersion();
    }

    private void follow() throws IOException, InterruptedException {
        try (ApiServer.Lines lines = server.watch(kind, namespace, version)) {
            heard = clock.instant();
            open = lines;
            become(State.FOLLOWING, "");
            pause = SHORTEST_PAUSE;
            Optional<String> line;
            while ((line = lines.next()).isPresent()) {
                heard = clock.instant();
                took(server.json().unmarshal(line.get(), WatchEvent.class));
            }
        } finally {
            open = null;
        }
        tally.reconnects().incrementAndGet();
    }

    private void took(WatchEvent event) throws IOException, InterruptedException {
        if (event.getObject() instanceof Status status) {
            throw new ApiServer.RefusedException(
                    Optional.ofNullable(status.getCode()).orElse(0),
                    Optional.ofNullable(status.getMessage()).orElse(""));
        }
        HasMetadata object = (HasMetadata) event.getObject();
        if (!event.getType().equals("BOOKMARK")) {
            tally.changes().incrementAndGet();
            Kept kept = reader.keep(object);
            queue.put(
                    kept == null || event.getType().equals("DELETED")
                            ? new Delta.Gone(kind, key(object))
                            : new Delta.Put(kind, kept));
        }
        version = object.getMetadata().getResourceVersion();
    }

    private static String key(HasMetadata object) {
        String in = object.getMetadata().getNamespace();
        return (in == null ? "" : in) + '/' + object.getMetadata().getName();
    }

    private void refused(ApiServer.RefusedException refused) throws InterruptedException {
        String said = refused.code() + (refused.said().isEmpty() ? "" : " " + refused.said());
        switch (refused.code()) {
            case GONE -> {
                version = "";
                become(State.LISTING, "");
            }
            case 401 -> failed(State.UNAUTHENTICATED, tally.unauthorized(), said);
            case 403 -> {
                version = ""; // what it may not read now it has not followed
                failed(State.FORBIDDEN, tally.forbidden(), said);
            }
            default -> failed(State.AWAY, tally.away(), said);
        }
    }

    private void failed(State state, AtomicLong count, String said) throws InterruptedException {
        if (closed.getCount() == 0) {
            return;
        }
        count.incrementAndGet();
        become(state, said);
        long most = pause.toMillis();
        closed.await(most / 2 + ThreadLocalRandom.current().nextLong(most / 2), TimeUnit.MILLISECONDS);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }

    private void become(State state, String said) {
        Condition before = condition();
        Instant now = clock.instant();
        boolean same = before.state() == state;
        if (!same && state != State.FOLLOWING && !said.isEmpty()) {
            LOG.log(Level.WARNING, "{0} of the cluster can''t be followed: {1}", kind.resource(), said);
        }
        condition = new Condition(state, same ? before.since() : now, before.good(), said);
    }
}
