package nightshift.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nightshift.api.view.EventView;
import nightshift.fact.Assessment;
import nightshift.fact.BrokenJvm;
import nightshift.journal.Event;
import nightshift.loop.Nightshift;

/// What one follower has not been told yet. Asked again and again by one thread at a time.
final class EventFeed {
    private static final int AT_ONCE = 200;
    private static final int RETRY_MILLIS = 2_000;
    private static final int SILENT_LOOKS = 60;

    private final Nightshift nightshift;
    private final ObjectMapper json;
    private final Sse sse;
    private long seq;
    private boolean greeted;
    private Instant turn = Instant.EPOCH;
    private int silent;

    /// @param seq entries after this one are told
    EventFeed(Nightshift nightshift, ObjectMapper json, Sse sse, long seq) {
        this.nightshift = nightshift;
        this.json = json;
        this.sse = sse;
        this.seq = seq;
    }

    /// What is new since the last look; now and then a comment, which keeps proxies from closing the line.
    List<OutboundSseEvent> look() {
        try {
            return news();
        } catch (OutOfMemoryError | InternalError broken) {
            BrokenJvm.tell(broken);
            throw broken;
        }
    }

    private List<OutboundSseEvent> news() {
        List<OutboundSseEvent> news = new ArrayList<>();
        if (!greeted) {
            greeted = true;
            news.add(sse.newEventBuilder()
                    .comment("nightshift")
                    .reconnectDelay(RETRY_MILLIS)
                    .build());
        }
        for (Event event : nightshift.journal().eventsAfter(seq, AT_ONCE)) {
            seq = event.seq();
            news.add(sse.newEventBuilder()
                    .id(Long.toString(seq))
                    .data(text(EventView.of(event)))
                    .build());
        }
        Instant now = nightshift.assessment().map(Assessment::now).orElse(turn);
        if (now.isAfter(turn)) {
            turn = now;
            news.add(sse.newEventBuilder()
                    .name("turn")
                    .data(text(Map.of("now", now)))
                    .build());
        }
        silent = news.isEmpty() ? silent + 1 : 0;
        if (silent >= SILENT_LOOKS) {
            silent = 0;
            news.add(sse.newEventBuilder().comment("still here").build());
        }
        return news;
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an event can't be written as JSON", impossible);
        }
    }
}
