package nightshift.simulate.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import nightshift.simulate.shop.World;
import nightshift.simulate.shop.WorldSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActionServerTest {
    private static final Instant START = Instant.parse("2026-03-03T10:00:00Z");
    private static final String SECRET = "secret";

    private final World world = new World(new WorldSettings(1, START, 1));
    private final HttpClient client = HttpClient.newHttpClient();
    private ActionServer server = serve(Map.of());

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndChangesNothing() throws Exception {
        // When
        HttpResponse<String> plan = post("d1", "workload.scale", "catalogue", "{\"by\":\"2\"}", true);

        // Then
        assertThat(plan.statusCode()).isEqualTo(200);
        assertThat(json(plan).path("possible").asBoolean()).isTrue();
        assertThat(json(plan).at("/inverse/parameters/by").asText()).isEqualTo("-2");
        assertThat(world.workload("catalogue").replicas()).isEqualTo(3);
        assertThat(get("d1").statusCode()).isEqualTo(404);
    }

    @Test
    void anActionTakesItsTimeInTheWorld() throws Exception {
        // When
        HttpResponse<String> started = post("d1", "workload.scale", "catalogue", "{\"by\":\"1\"}", false);
        world.advanceTo(START.plusSeconds(20));
        String early = json(get("d1")).path("state").asText();
        world.advanceTo(START.plusSeconds(40));

        // Then
        assertThat(started.statusCode()).isEqualTo(202);
        assertThat(started.headers().firstValue("Location")).hasValue("/actions/d1");
        assertThat(early).isEqualTo("running");
        assertThat(json(get("d1")).path("state").asText()).isEqualTo("succeeded");
    }

    @Test
    void theSameIdAgainDoesNothingTwice() throws Exception {
        // When
        post("d1", "workload.scale", "catalogue", "{\"by\":\"1\"}", false);
        HttpResponse<String> again = post("d1", "workload.scale", "catalogue", "{\"by\":\"1\"}", false);

        // Then
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(world.workload("catalogue").replicas()).isEqualTo(4);
    }

    @Test
    void undoRestoresWhatWas() throws Exception {
        // Given
        post("d1", "workload.scale", "catalogue", "{\"by\":\"1\"}", false);
        world.advanceTo(START.plusSeconds(40));

        // When
        HttpResponse<String> undo = send("POST", "/d1/undo", "d1-undo", "");
        world.advanceTo(START.plusSeconds(80));

        // Then
        assertThat(undo.statusCode()).isEqualTo(202);
        assertThat(json(get("d1-undo")).path("state").asText()).isEqualTo("succeeded");
        assertThat(world.workload("catalogue").replicas()).isEqualTo(3);
    }

    @Test
    void whatCannotBeUndoneSaysSo() throws Exception {
        // Given
        post("d1", "pool.recycle", "checkout", "{}", false);

        // Then
        assertThat(send("POST", "/d1/undo", "d1-undo", "").statusCode()).isEqualTo(422);
    }

    @Test
    void anImpossibleOrderIsRefused() throws Exception {
        assertThat(json(post("d1", "pool.recycle", "gateway", "{}", true))
                        .path("possible")
                        .asBoolean())
                .isFalse();
        assertThat(post("d1", "pool.recycle", "gateway", "{}", false).statusCode())
                .isEqualTo(422);
        assertThat(post("d2", "workload.rollback", "cart", "{\"to\":\"9.9\"}", false)
                        .statusCode())
                .isEqualTo(422);
        assertThat(post("d3", "workload.scale", "ghost", "{\"by\":\"1\"}", false)
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void anUnsignedOrWronglySignedOrderIsTurnedAway() throws Exception {
        // Given
        String body = body("d1", "pool.recycle", "checkout", "{}", false);
        long now = START.getEpochSecond();

        // Then
        assertThat(send("POST", "", "d1", body, now, "v1,bm9uc2Vuc2U=").statusCode())
                .isEqualTo(401);
        assertThat(send("POST", "", "d1", body, now - 3600, sign("d1", now - 3600, body))
                        .statusCode())
                .isEqualTo(401);
        assertThat(get("d1").statusCode()).isEqualTo(404);
    }

    @Test
    void aUselessActionSaysItSucceededAndChangesNothing() throws Exception {
        // Given
        restart(Map.of("workload.scale", Behaviour.USELESS));

        // When
        post("d1", "workload.scale", "catalogue", "{\"by\":\"1\"}", false);
        world.advanceTo(START.plusSeconds(60));

        // Then
        assertThat(json(get("d1")).path("state").asText()).isEqualTo("succeeded");
        assertThat(world.workload("catalogue").replicas()).isEqualTo(3);
    }

    @Test
    void aFailingActionSaysSoAfterAWhile() throws Exception {
        // Given
        restart(Map.of("workload.restart", Behaviour.FAILS));

        // When
        post("d1", "workload.restart", "cart", "{}", false);
        world.advanceTo(START.plusSeconds(30));

        // Then
        assertThat(json(get("d1")).path("state").asText()).isEqualTo("failed");
    }

    @Test
    void aHangingActionCanBeCancelled() throws Exception {
        // Given
        restart(Map.of("workload.restart", Behaviour.HANGS));
        post("d1", "workload.restart", "cart", "{}", false);

        // When
        HttpResponse<String> cancelled = send("DELETE", "/d1", "d1", "");

        // Then
        assertThat(json(cancelled).path("state").asText()).isEqualTo("cancelled");
    }

    @Test
    void anUnansweredActionGetsNothingButServiceUnavailable() throws Exception {
        // Given
        restart(Map.of("workload.restart", Behaviour.UNANSWERED));

        // Then
        assertThat(post("d1", "workload.restart", "cart", "{}", false).statusCode())
                .isEqualTo(503);
        assertThat(get("d1").statusCode()).isEqualTo(503);
    }

    @Test
    void aBodyThatIsNoOrderIsToldWhatIsWrong() throws Exception {
        assertThat(send("POST", "", "d1", "{").body()).contains("not JSON");
        assertThat(send("POST", "", "d1", "{\"id\":\"d1\"}").body()).contains("'type'");
    }

    private ActionServer serve(Map<String, Behaviour> behaviours) {
        return new ActionServer(ActionDesk.of(world, behaviours), SECRET, world);
    }

    private void restart(Map<String, Behaviour> behaviours) {
        server.close();
        server = serve(behaviours);
    }

    private HttpResponse<String> post(String id, String type, String service, String parameters, boolean dryRun)
            throws Exception {
        return send("POST", "", id, body(id, type, service, parameters, dryRun));
    }

    private static String body(String id, String type, String service, String parameters, boolean dryRun) {
        return """
                {"id":"%s","type":"%s","target":{"kind":"service","namespace":"shop","name":"%s"},
                 "parameters":%s,"incident":"i1","reason":"test","dryRun":%s}""".formatted(id, type, service, parameters, dryRun);
    }

    private HttpResponse<String> get(String id) throws Exception {
        return send("GET", "/" + id, id, "");
    }

    private HttpResponse<String> send(String method, String path, String id, String body) throws Exception {
        long now = world.instant().getEpochSecond();
        return send(method, path, id, body, now, sign(id, now, body));
    }

    private HttpResponse<String> send(
            String method, String path, String id, String body, long timestamp, String signature)
            throws IOException, InterruptedException {
        URI uri = URI.create(server.address(SECRET).uri() + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("webhook-id", id)
                        .header("webhook-timestamp", Long.toString(timestamp))
                        .header("webhook-signature", signature)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String sign(String id, long timestamp, String body) {
        return "v1," + new Signature(SECRET).sign(id + "." + timestamp + "." + body);
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }
}
