package nightshift.api.rest;

import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import nightshift.fact.BrokenJvm;
import org.jspecify.annotations.Nullable;

/// One who follows the journal, and what is still to be told. It is told as fast as it reads and no
/// faster: lines wait here, which are shared with all other followers, up to a limit; who reads too
/// slowly for that, or not at all, is let go of, and comes back with the number of the last entry that
/// it had.
///
/// Told by the thread of [Followers]; drained by that and by whoever writes to the line.
final class Follower {
    private static final int RETRY_MILLIS = 2_000;

    private final MultiEmitter<? super OutboundSseEvent> line;
    private final Sse sse;
    private final FollowConfig config;
    private final Deque<Line> waiting = new ArrayDeque<>();
    /// The latest turn, if it is still to be told; an earlier one is no news any more.
    private @Nullable Line turn;
    /// Looks since anything was taken off, or since there was nothing to take.
    private int quiet;

    private boolean draining;
    /// Number of the last entry that was told, or waits to be. Touched by the thread of [Followers] alone.
    private long seq;

    /// What is told: an entry with its number, a turn, or a comment.
    sealed interface Line {
        /// @param data of the entry, as JSON
        record Entry(long seq, String data) implements Line {}

        /// @param data of the turn, as JSON
        record Turn(String data) implements Line {}

        record Comment(String text) implements Line {}

        record Greeting() implements Line {}
    }

    /// @param seq entries after this one are told
    Follower(MultiEmitter<? super OutboundSseEvent> line, Sse sse, FollowConfig config, long seq) {
        this.line = line;
        this.sse = sse;
        this.config = config;
        this.seq = seq;
        waiting.add(new Line.Greeting());
    }

    long seq() {
        return seq;
    }

    /// Whether so many more may wait.
    synchronized boolean room(int lines) {
        return waiting.size() + lines <= config.waiting();
    }

    /// Tells those of the entries that it has not been told yet.
    void tell(List<Line.Entry> entries) {
        synchronized (this) {
            for (Line.Entry entry : entries) {
                if (entry.seq() > seq) {
                    waiting.add(entry);
                    seq = entry.seq();
                }
            }
        }
        drain();
    }

    /// Tells of a turn, once it has been told all before.
    void tell(Line.Turn latest) {
        synchronized (this) {
            turn = latest;
        }
        drain();
    }

    /// Another look: keeps the line open where there is nothing to tell, and lets go of who reads
    /// nothing, or too little.
    ///
    /// @return why it was let go of; null while it goes on
    @Nullable
    String look() {
        synchronized (this) {
            quiet++;
            boolean waits = !waiting.isEmpty() || turn != null;
            if (waiting.size() > config.waiting()) {
                return "it reads too slowly: " + waiting.size() + " entries wait for it";
            }
            if (waits && quiet > config.patience()) {
                return "it has read nothing for too long";
            }
            if (!waits && quiet >= config.silence()) {
                waiting.add(new Line.Comment("still here"));
            }
        }
        drain();
        return null;
    }

    /// Ends its line, which a browser opens again.
    void letGo(String why) {
        line.fail(new IllegalStateException(why));
    }

    /// Hands on what the line takes now. Whoever finds another at it leaves it to that one.
    void drain() {
        try {
            for (Line next = next(); next != null; next = next()) {
                emit(next);
            }
        } catch (OutOfMemoryError | InternalError broken) {
            BrokenJvm.tell(broken);
            throw broken;
        }
    }

    private void emit(Line told) {
        try {
            line.emit(event(told));
        } finally {
            done();
        }
    }

    private synchronized @Nullable Line next() {
        if (draining || line.isCancelled() || line.requested() <= 0) {
            return null;
        }
        Line next = waiting.poll();
        if (next == null) {
            next = turn;
            turn = null;
        }
        draining = next != null;
        quiet = next == null ? quiet : 0;
        return next;
    }

    private synchronized void done() {
        draining = false;
    }

    private OutboundSseEvent event(Line told) {
        OutboundSseEvent.Builder event = sse.newEventBuilder();
        return switch (told) {
            case Line.Entry entry ->
                event.id(Long.toString(entry.seq())).data(entry.data()).build();
            case Line.Turn latest -> event.name("turn").data(latest.data()).build();
            case Line.Comment comment -> event.comment(comment.text()).build();
            case Line.Greeting greeting ->
                event.comment("nightshift").reconnectDelay(RETRY_MILLIS).build();
        };
    }
}
