package nightshift.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import nightshift.api.NightshiftOnTrial;
import nightshift.api.OnTrial;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OnTrial.class)
class EventStreamTest {
    @Inject
    NightshiftOnTrial trial;

    @TestHTTPResource("/api/v1/events")
    URI address;

    @Test
    void whatHappensIsToldOnceInOrderWithItsNumber() {
        // Given
        long before = trial.journal().lastSeq();

        try (HttpClient client = HttpClient.newHttpClient()) {
            // When
            List<String> lines = follow(client, HttpRequest.newBuilder(address));
            await().until(() -> lines.stream().anyMatch(line -> line.startsWith("retry:")));
            trial.story("streamed").opens().acts();

            // Then
            await().untilAsserted(() -> assertThat(ids(lines))
                    .hasSize((int) (trial.journal().lastSeq() - before))
                    .isSorted()
                    .first()
                    .isEqualTo(before + 1));
            assertThat(lines)
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("data:")
                            .contains("\"kind\":\"incident.opened\"", "\"subject\":\"incident-streamed\""));
            client.shutdownNow();
        }
    }

    @Test
    void whoComesFromALongerJournalIsToldThisOneFromItsFirstEntry() {
        // Given
        trial.story("in-a-younger-journal").opens();

        try (HttpClient client = HttpClient.newHttpClient()) {
            // When
            List<String> lines = follow(
                    client,
                    HttpRequest.newBuilder(address)
                            .header(
                                    "Last-Event-ID",
                                    Long.toString(trial.journal().lastSeq() + 1_000)));

            // Then
            await().until(() -> lines.stream().anyMatch(line -> line.contains("incident-in-a-younger-journal")));
            assertThat(ids(lines)).first().isEqualTo(1L);
            client.shutdownNow();
        }
    }

    @Test
    void afterADropNothingIsMissedAndNothingToldTwice() {
        // Given
        trial.story("before-the-drop").opens();
        long heard = trial.journal().lastSeq();
        trial.story("during-the-drop").opens();

        try (HttpClient client = HttpClient.newHttpClient()) {
            // When
            List<String> lines =
                    follow(client, HttpRequest.newBuilder(address).header("Last-Event-ID", Long.toString(heard)));

            // Then
            await().untilAsserted(() -> assertThat(ids(lines)).startsWith(heard + 1));
            assertThat(lines).noneMatch(line -> line.contains("incident-before-the-drop"));
            client.shutdownNow();
        }
    }

    @Test
    void aTurnIsToldWithoutANumberOfItsOwn() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            // When
            List<String> lines = follow(client, HttpRequest.newBuilder(address));
            await().until(() -> lines.stream().anyMatch(line -> line.startsWith("retry:")));
            trial.step();

            // Then
            await().untilAsserted(() -> assertThat(lines).contains("event:turn"));
            client.shutdownNow();
        }
    }

    private static List<String> follow(HttpClient client, HttpRequest.Builder request) {
        Lines lines = new Lines(new CopyOnWriteArrayList<>());
        var unused = client.sendAsync(
                request.version(HttpClient.Version.HTTP_1_1)
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.fromLineSubscriber(lines));
        return lines.heard();
    }

    private record Lines(List<String> heard) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            heard.add(line);
        }

        @Override
        public void onError(Throwable closedByTheTest) {}

        @Override
        public void onComplete() {}
    }

    private static List<Long> ids(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("id:"))
                .map(line -> Long.valueOf(line.substring(3).strip()))
                .toList();
    }
}
