package nightshift.api.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import nightshift.api.OnTrial;
import nightshift.loop.Nightshift;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a framework catches still reaches the handler of last resort, which in a server ends the process.
@QuarkusTest
@TestProfile(OnTrial.class)
class BrokenJvmOverRestTest {
    @Inject
    Nightshift nightshift;

    private final List<Throwable> handled = new CopyOnWriteArrayList<>();
    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

    @BeforeEach
    void listen() {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> handled.add(thrown));
    }

    @AfterEach
    void restore() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @Test
    void aRequestWithoutMemoryIsNotAnsweredAndForgotten() {
        // When
        given().get("/test/broken/memory").then().statusCode(503);

        // Then
        assertThat(handled).singleElement().isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void aRequestThatMadeItsStackTooDeepEndsAlone() {
        // When
        given().get("/test/broken/stack").then().statusCode(500);

        // Then
        assertThat(handled).isEmpty();
    }

    @Test
    void anEventFeedWithoutMemoryIsNotJustClosed() {
        // Given
        Followers followers = new Followers(nightshift, new ObjectMapper(), FollowConfig.of(1));

        // When
        followers.follow(0, new NoMemory()).subscribe().with(told -> {}, ended -> {});

        // Then
        assertThat(handled).singleElement().isInstanceOf(OutOfMemoryError.class);
    }

    /// Of the test's server only.
    @Path("/test/broken")
    public static class Breaking {
        @GET
        @Path("/{what}")
        @Operation(hidden = true)
        public String fail(@PathParam("what") String what) {
            throw switch (what) {
                case "memory" -> new OutOfMemoryError("as the test wants it");
                default -> new StackOverflowError("as the test wants it");
            };
        }
    }

    private static final class NoMemory implements Sse {
        @Override
        public OutboundSseEvent.Builder newEventBuilder() {
            throw new OutOfMemoryError("as the test wants it");
        }

        @Override
        public SseBroadcaster newBroadcaster() {
            throw new UnsupportedOperationException("a feed has one follower");
        }
    }
}
