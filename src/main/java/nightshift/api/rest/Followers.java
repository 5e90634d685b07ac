package nightshift.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nightshift.api.rest.Follower.Line;
import nightshift.api.view.EventView;
import nightshift.fact.Assessment;
import nightshift.loop.Nightshift;
import nightshift.loop.Pacer;
import nightshift.loop.WatchedThread;

/// All who follow what happens. One thread reads the journal for all of them, four times a second, and
/// only while there is somebody; who begins in the past is handed pages of it until it has caught up, a
/// few of all such in one look.
@ApplicationScoped
class Followers {
    private final Nightshift nightshift;
    private final ObjectMapper json;
    private final FollowConfig config;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final WatchedThread thread;

    /// Number of the newest entry that was read for all. This and the next are the thread's.
    private long head = -1;

    private Instant turn = Instant.EPOCH;

    @Inject
    Followers(Nightshift nightshift, ObjectMapper json, FollowConfig config, Pacer pacer) {
        this(nightshift, json, config);
        thread.start();
        pacer.alsoWatch(thread);
    }

    /// Reads nothing by itself.
    Followers(Nightshift nightshift, ObjectMapper json, FollowConfig config) {
        this.nightshift = nightshift;
        this.json = json;
        this.config = config;
        this.thread = new WatchedThread(
                "followers", this::look, Duration.ofMillis(FollowConfig.LOOK_MILLIS), nightshift::now);
    }

    @PreDestroy
    void close() {
        thread.close();
    }

    int count() {
        return followers.size();
    }

    /// @param after entries after this one are told
    /// @throws ProblemException with 503 when there are too many
    Multi<OutboundSseEvent> follow(long after, Sse sse) {
        if (followers.size() >= config.most()) {
            throw new ProblemException(
                    503,
                    config.most() + " follow already, which is what nightshift.followers allows: try again later",
                    List.of());
        }
        return Multi.createFrom()
                .emitter(
                        line -> {
                            Follower follower = new Follower(line, sse, config, after);
                            followers.add(follower);
                            line.onTermination(() -> followers.remove(follower));
                            line.onRequest(more -> follower.drain());
                            follower.drain();
                        },
                        BackPressureStrategy.ERROR);
    }

    /// One look for all. Called by one thread.
    void look() {
        if (followers.isEmpty()) {
            head = -1;
            return;
        }
        if (head < 0) {
            head = nightshift.journal().lastSeq();
        }
        List<Line.Entry> news = entries(head);
        catchUp();
        Instant now = nightshift.assessment().map(Assessment::now).orElse(turn);
        Line.Turn turned = now.isAfter(turn) ? new Line.Turn(text(Map.of("now", now))) : null;
        turn = now;
        for (Follower follower : followers) {
            if (follower.seq() >= head) {
                follower.tell(news);
                if (turned != null) {
                    follower.tell(turned);
                }
            }
            String slow = follower.look();
            if (slow != null) {
                follower.letGo(slow);
            }
        }
        head = news.isEmpty() ? head : news.getLast().seq();
    }

    /// Hands pages of the past to those who are behind, to nobody always first.
    private void catchUp() {
        List<Follower> behind = new ArrayList<>(
                followers.stream().filter(follower -> follower.seq() < head).toList());
        Collections.shuffle(behind);
        behind.stream()
                .filter(follower -> follower.room(FollowConfig.PAGE))
                .limit(config.catchingUp())
                .forEach(follower -> follower.tell(entries(follower.seq())));
    }

    private List<Line.Entry> entries(long after) {
        return nightshift.journal().eventsAfter(after, FollowConfig.PAGE).stream()
                .map(event -> new Line.Entry(event.seq(), text(EventView.of(event))))
                .toList();
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an event can't be written as JSON", impossible);
        }
    }
}
