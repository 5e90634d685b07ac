package nightshift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nightshift.api.Story;
import nightshift.journal.Journal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a server writes to its log, as whoever collects it reads it.
@Tag("packaged")
class ServerLogTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "a-secret-that-nobody-reads";

    @TempDir
    private Path folder;

    @Test
    void eachLineIsAnObjectAndWhatIsDecidedAndDoneIsAmongThem() throws Exception {
        // Given a decision that was not carried out when the last server ended
        String decision;
        try (Journal journal = Journal.open(folder.resolve("data"), KnownSignals::meaning)) {
            decision = new Story(journal, "cart", Instant.now().minusSeconds(300))
                    .opens()
                    .acts()
                    .decision();
        }

        // When
        try (PackagedServer ignored = PackagedServer.start(
                folder,
                PackagedServer.Ports.free(),
                "nightshift.log.json=true",
                "nightshift.token=kim:" + SECRET,
                "nightshift.targets[0].address=http://127.0.0.1:9/actions",
                "nightshift.targets[0].secret=" + SECRET)) {
            Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> text().contains(decision));
        }

        // Then
        List<String> told = messages();
        assertThat(told).anyMatch(message -> message.startsWith("Nightshift takes OTLP on 127.0.0.1"));
        assertThat(told).anyMatch(message -> message.startsWith("the page is at http://127.0.0.1"));
        assertThat(told)
                .anyMatch(message -> message.contains(" " + decision + ": incident ")
                        && message.contains("service cart")
                        && message.contains("rule "));
        assertThat(text()).doesNotContain(SECRET);
    }

    private List<String> messages() throws IOException {
        List<String> messages = new ArrayList<>();
        for (String line : text().lines().toList()) {
            JsonNode object = JSON.readTree(line);
            messages.add(object.path("message").asText());
        }
        return messages;
    }

    private String text() throws IOException {
        return Files.readString(folder.resolve("server.log"));
    }
}
