package nightshift.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import nightshift.api.NightshiftOnTrial;
import nightshift.api.OnTrial;
import nightshift.loop.Nightshift;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.junit.jupiter.api.Test;

/// Many follow, some of them slowly. The looks are the test's.
@QuarkusTest
@TestProfile(OnTrial.class)
class FollowersTest {
    private static final int PATIENCE = 5;

    @Inject
    NightshiftOnTrial trial;

    @Inject
    Nightshift nightshift;

    @Inject
    ObjectMapper json;

    @Test
    void whoBeginsInThePastAndWhoBeginsNowHearTheSameOnceInOrder() {
        // Given
        long past = trial.journal().lastSeq();
        happen(450);
        long now = trial.journal().lastSeq();
        Followers followers = followers(2);

        // When
        AssertSubscriber<OutboundSseEvent> behind = follow(followers, past, Long.MAX_VALUE);
        AssertSubscriber<OutboundSseEvent> live = follow(followers, now, Long.MAX_VALUE);
        for (int i = 0; i < 5; i++) {
            happen(10);
            followers.look();
        }

        // Then
        assertThat(ids(live)).containsExactlyElementsOf(numbers(now, now + 50));
        assertThat(ids(behind)).containsExactlyElementsOf(numbers(past, now + 50));
    }

    @Test
    void whoReadsTooSlowlyIsLetGoOfAndGoesOnFromThereWhileOthersHearAll() {
        // Given
        long before = trial.journal().lastSeq();
        Followers followers = followers(2);
        AssertSubscriber<OutboundSseEvent> slow = follow(followers, before, 11);
        AssertSubscriber<OutboundSseEvent> quick = follow(followers, before, Long.MAX_VALUE);
        followers.look();

        // When more waits for it than may
        happen(FollowConfig.PAGE);
        followers.look();
        assertThat(slow.getFailure()).isNull();
        happen(11);
        followers.look();

        // Then
        slow.assertFailedWith(IllegalStateException.class, "reads too slowly");
        assertThat(followers.count()).isEqualTo(1);
        assertThat(ids(quick)).hasSize(FollowConfig.PAGE + 11);

        // When it comes back
        long heard = ids(slow).getLast();
        AssertSubscriber<OutboundSseEvent> again = follow(followers, heard, Long.MAX_VALUE);
        followers.look();
        followers.look();

        // Then
        assertThat(ids(again))
                .containsExactlyElementsOf(numbers(heard, trial.journal().lastSeq()));
    }

    @Test
    void whoReadsNothingOfWhatWaitsIsLetGoOf() {
        // Given
        Followers followers = followers(1);
        AssertSubscriber<OutboundSseEvent> deaf =
                follow(followers, trial.journal().lastSeq(), 0);

        // When
        looks(followers, PATIENCE);
        assertThat(deaf.getFailure()).isNull();
        followers.look();

        // Then
        deaf.assertFailedWith(IllegalStateException.class, "read nothing");
        assertThat(followers.count()).isZero();
    }

    @Test
    void whoHasReadAllStaysHoweverQuietItIs() {
        // Given
        Followers followers = followers(1);
        AssertSubscriber<OutboundSseEvent> patient =
                follow(followers, trial.journal().lastSeq(), Long.MAX_VALUE);

        // When
        looks(followers, 10 * PATIENCE);

        // Then
        assertThat(patient.getFailure()).isNull();
        assertThat(patient.getItems()).extracting(OutboundSseEvent::getComment).contains("still here");
    }

    @Test
    void noMoreFollowThanMayUntilOneLeaves() {
        // Given
        Followers followers = followers(1);
        AssertSubscriber<OutboundSseEvent> first = follow(followers, 0, 0);

        // When, Then
        assertThatThrownBy(() -> followers.follow(0, SseImpl.INSTANCE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        tooMany -> assertThat(tooMany.status()).isEqualTo(503))
                .hasMessageContaining("nightshift.followers");
        first.cancel();
        assertThat(followers.count()).isZero();
        follow(followers, 0, 0).cancel();
    }

    private Followers followers(int most) {
        return new Followers(nightshift, json, new FollowConfig(most, FollowConfig.PAGE, 1, 2, PATIENCE));
    }

    private static AssertSubscriber<OutboundSseEvent> follow(Followers followers, long after, long requested) {
        return followers.follow(after, SseImpl.INSTANCE).subscribe().withSubscriber(AssertSubscriber.create(requested));
    }

    private static void looks(Followers followers, int count) {
        for (int i = 0; i < count; i++) {
            followers.look();
        }
    }

    private void happen(int times) {
        for (int i = 0; i < times; i++) {
            trial.journal().append("test.happened", "something", Map.of("i", Integer.toString(i)), trial.now());
        }
    }

    private static List<Long> ids(AssertSubscriber<OutboundSseEvent> told) {
        return told.getItems().stream()
                .map(OutboundSseEvent::getId)
                .filter(Objects::nonNull)
                .map(Long::valueOf)
                .toList();
    }

    private static List<Long> numbers(long after, long through) {
        return LongStream.rangeClosed(after + 1, through).boxed().toList();
    }
}
