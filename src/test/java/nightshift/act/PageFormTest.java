package nightshift.act;

import static nightshift.act.Ward.SICK;
import static nightshift.act.Ward.WELL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.KnownSignals;
import nightshift.act.http.PageForm;
import nightshift.act.http.SignedClient;
import nightshift.act.http.WebhookPager;
import nightshift.act.target.Actuator;
import nightshift.fact.Action;
import nightshift.fact.ActionResult;
import nightshift.fact.ActionType;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Disposition;
import nightshift.fact.telemetry.EntityId;
import nightshift.journal.JournalFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Pages and notices in the forms of those who take them, over real HTTP.
class PageFormTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Posted(Map<String, List<String>> headers, JsonNode body) {}

    private final List<Posted> posted = new ArrayList<>();
    private final SignedClient client = new SignedClient(InstantSource.fixed(Ward.NOON), Duration.ofSeconds(5));

    @TempDir
    private Path directory;

    private HttpServer server;
    private int status = 200;
    private Ward ward;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            posted.add(new Posted(Map.copyOf(exchange.getRequestHeaders()), JSON.readTree(exchange.getRequestBody())));
            if (status == 429) {
                exchange.getResponseHeaders().set("Retry-After", "7");
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        ward = Ward.withIncident(directory, "i-1");
    }

    @AfterEach
    void close() {
        ward.close();
        client.close();
        server.stop(0);
    }

    private WebhookPager pager(PageForm form) {
        return new WebhookPager(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/in"), form, "key-1", client);
    }

    private static Decision page(String summary) {
        return Ward.decision(
                "d-page",
                "i-1",
                new Action(ActionType.ESCALATE, Ward.CART, Map.of("summary", summary)),
                1,
                Disposition.ACT);
    }

    private static Decision asks() {
        Action scale = new Action("workload.scale", Ward.CART, Map.of("by", "1"));
        return Ward.decision("d-1", "i-1", scale, 0.97, Disposition.AWAIT_APPROVAL);
    }

    private JsonNode last() {
        return posted.getLast().body();
    }

    @Test
    void pagerDutyHasOneKeyForAllThatIsToldOfADecision() {
        // Given
        ward.target.pager = Optional.of(pager(PageForm.PAGERDUTY));

        // When
        ward.turn(SICK, asks());
        ward.turns(62, SICK); // it is reminded of meanwhile

        // Then
        assertThat(posted).hasSizeGreaterThanOrEqualTo(2);
        assertThat(posted)
                .extracting(it -> it.body().path("dedup_key").asText())
                .containsOnly("d-1");
        JsonNode event = posted.getFirst().body();
        assertThat(event.path("routing_key").asText()).isEqualTo("key-1");
        assertThat(event.path("event_action").asText()).isEqualTo("trigger");
        JsonNode payload = event.path("payload");
        assertThat(payload.path("summary").asText()).contains("workload.scale on cart waits for your approval");
        assertThat(payload.path("source").asText()).isEqualTo("shop/cart");
        assertThat(payload.path("severity").asText()).isEqualTo("warning");
        assertThat(payload.path("timestamp").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(payload.path("custom_details").path("incident").asText()).isEqualTo("i-1");
        assertThat(posted.getFirst().headers()).doesNotContainKey("Webhook-signature");
    }

    @Test
    void alertmanagerTellsAlertsApartByTheDecisionAlone() {
        // Given
        ward.target.pager = Optional.of(pager(PageForm.ALERTMANAGER));

        // When
        ward.turn(SICK, page("cart is slow"));

        // Then
        assertThat(last().isArray()).isTrue();
        JsonNode alert = last().get(0);
        assertThat(JSON.convertValue(alert.path("labels"), Map.class))
                .isEqualTo(Map.of(
                        "alertname",
                        "NightshiftPage",
                        "severity",
                        "critical",
                        "decision",
                        "d-page",
                        "incident",
                        "i-1",
                        "service",
                        "cart",
                        "namespace",
                        "shop"));
        assertThat(alert.path("annotations").path("summary").asText()).isEqualTo("cart is slow");
        assertThat(alert.path("startsAt").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(alert.path("endsAt").asText()).isEqualTo("2026-03-01T16:00:00Z");
    }

    @Test
    void pagerDutyResolvesByTheSameKeyWhatIsOver() {
        // Given
        ward.target.pager = Optional.of(pager(PageForm.PAGERDUTY));
        ward.turn(SICK, page("cart is slow"));

        // When
        ward.closeIncident("i-1");
        ward.turns(2, WELL);

        // Then
        assertThat(posted)
                .extracting(it -> it.body().path("event_action").asText())
                .containsExactly("trigger", "resolve");
        assertThat(posted)
                .extracting(it -> it.body().path("dedup_key").asText())
                .containsOnly("d-page");
        assertThat(last().path("routing_key").asText()).isEqualTo("key-1");
    }

    @Test
    void alertmanagerResolvesTheAlertOfTheSameLabels() {
        // Given
        ward.target.pager = Optional.of(pager(PageForm.ALERTMANAGER));
        ward.turn(SICK, page("cart is slow"), asks());
        ward.turn(SICK);
        List<JsonNode> told = alerts();

        // When
        ward.closeIncident("i-1");
        ward.turns(2, WELL);

        // Then: an alert is told by its labels, and over once it has ended
        List<JsonNode> all = alerts();
        List<JsonNode> over = all.subList(told.size(), all.size());
        assertThat(over)
                .extracting(alert -> alert.path("labels"))
                .containsExactlyInAnyOrderElementsOf(
                        told.stream().map(alert -> alert.path("labels")).toList());
        assertThat(over).allSatisfy(alert -> {
            assertThat(alert.path("endsAt").asText()).isEqualTo("2026-03-01T12:00:00Z");
            assertThat(alert.has("startsAt")).isFalse();
        });
    }

    private List<JsonNode> alerts() {
        return posted.stream().map(it -> it.body().get(0)).toList();
    }

    @Test
    void slackShowsWhatItSaysAndNothingInItCallsAChannel() {
        // Given
        ward.target.pager = Optional.of(pager(PageForm.SLACK));

        // When
        ward.turn(SICK, page("<!channel> & <http://x|cart> is slow"));

        // Then
        assertThat(last().path("text").asText()).isEqualTo("&lt;!channel&gt; &amp; &lt;http://x|cart&gt; is slow");
        assertThat(last().path("blocks"))
                .hasSize(3)
                .allSatisfy(block ->
                        assertThat(block.toString()).contains("plain_text").doesNotContain("mrkdwn"));
        assertThat(last().path("blocks").get(1).path("text").path("text").asText())
                .isEqualTo("<!channel> & <http://x|cart> is slow");
        assertThat(last().path("blocks").get(2).toString()).contains("incident i-1, decision d-page");
    }

    @ParameterizedTest
    @EnumSource
    void whatPeopleGetHasTheLastLinkOfTheJournal(PageForm form) {
        // Given
        ward.target.pager = Optional.of(pager(form));

        // When
        ward.turn(SICK, page("cart is slow"));

        // Then: it is a link of the chain, that of the page's own start
        String head = head(form);
        assertThat(head).hasSize(64);
        assertThat(JournalFile.of(directory, KnownSignals::meaning).verify(head).faults())
                .isEmpty();
        assertThat(ward.state("d-page")).isEqualTo(DecisionState.DONE);
    }

    private String head(PageForm form) {
        return switch (form) {
            case NIGHTSHIFT -> last().path("parameters").path("journalHead").asText();
            case SLACK -> {
                String context = last().path("blocks")
                        .get(2)
                        .path("elements")
                        .get(0)
                        .path("text")
                        .asText();
                yield context.substring(context.lastIndexOf(' ') + 1);
            }
            case PAGERDUTY ->
                last().path("payload")
                        .path("custom_details")
                        .path("journal_head")
                        .asText();
            case ALERTMANAGER ->
                last().get(0).path("annotations").path("journal_head").asText();
        };
    }

    @Test
    void aSummaryThatIsTooLongForPagerDutyIsCut() {
        Action page =
                new Action(ActionType.ESCALATE, EntityId.service("", "cart"), Map.of("summary", "x".repeat(2000)));

        pager(PageForm.PAGERDUTY).deliver(new Actuator.Order("d-1", page, "i-1", "why"));

        assertThat(last().path("payload").path("summary").asText())
                .hasSize(1024)
                .endsWith(" ...");
        assertThat(last().path("payload").has("group")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"202, SUCCEEDED, 0", "400, FAILED, 0", "429, UNKNOWN, 7", "500, UNKNOWN, 0"})
    void whoHasNoTimeIsAskedAgainLater(int answered, ActionResult result, long seconds) {
        // Given
        status = answered;
        Action page = new Action(ActionType.ESCALATE, Ward.CART, Map.of("summary", "cart is slow"));

        // When
        Actuator.Answer answer = pager(PageForm.PAGERDUTY).deliver(new Actuator.Order("d-1", page, "i-1", "why"));

        // Then
        assertThat(answer.result()).isEqualTo(result);
        assertThat(answer.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    }
}
