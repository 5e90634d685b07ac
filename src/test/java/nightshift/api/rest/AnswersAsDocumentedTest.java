package nightshift.api.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.api.NightshiftOnTrial;
import nightshift.api.OnTrial;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every answer is what the document says of it.
@QuarkusTest
@TestProfile(OnTrial.class)
class AnswersAsDocumentedTest {
    /// What an address is about, and the list that knows ids of it.
    private static final Map<String, String> LISTS = Map.of(
            "/api/v1/incidents/{id}", "/api/v1/incidents",
            "/api/v1/incidents/{id}/timeline", "/api/v1/incidents",
            "/api/v1/incidents/{id}/graph", "/api/v1/incidents",
            "/api/v1/decisions/{id}", "/api/v1/decisions",
            "/api/v1/mutes/{id}", "/api/v1/mutes",
            "/api/v1/rules/{id}", "/api/v1/rules",
            "/api/v1/series/{id}", "/api/v1/series");

    @Inject
    NightshiftOnTrial trial;

    @Inject
    ObjectMapper json;

    private JsonNode document;

    @BeforeEach
    void somethingHappened() throws IOException {
        trial.story("documented").opens().acts();
        given().contentType("application/json")
                .body(Map.of("service", "documented", "for", "1h", "reason", "to be shown"))
                .post("/api/v1/mutes")
                .then()
                .statusCode(202);
        trial.step();
        document = json.readTree(given().get("/q/openapi?format=json").asString());
    }

    @Test
    void everyAnswerToAReaderFitsItsSchemaAndLeavesNothingOut() throws IOException {
        // Given
        List<String> wrong = new ArrayList<>();
        int looked = 0;

        // When
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            JsonNode content =
                    path.getValue().path("get").path("responses").path("200").path("content");
            JsonNode schema = content.path("application/json").path("schema");
            if (!schema.isMissingNode()) {
                for (String address : addresses(path.getKey())) {
                    looked++;
                    Response answer = given().accept("application/json").get(address);
                    check(schema, json.readTree(answer.asString()))
                            .forEach(mistake -> wrong.add(address + " " + mistake));
                }
            } else if (path.getValue().has("get")) {
                assertThat(content.has("text/event-stream")).as(path.getKey()).isTrue();
            }
        }

        // Then
        assertThat(wrong).isEmpty();
        assertThat(looked).isGreaterThan(15);
    }

    @Test
    void aProblemFitsItsSchemaToo() throws IOException {
        // When
        JsonNode problem =
                json.readTree(given().get("/api/v1/incidents?state=wrong").asString());
        JsonNode schema = document.at("/paths/~1api~1v1~1incidents/get/responses/400/content")
                .path("application/problem+json")
                .path("schema");

        // Then
        assertThat(schema.isMissingNode()).isFalse();
        assertThat(check(schema, problem)).isEmpty();
    }

    @Test
    void everyOperationHasAnIdOfItsOwnAndSaysWhatItNeeds() {
        // When
        List<String> ids = new ArrayList<>();
        document.path("paths")
                .forEach(path -> path.properties().forEach(operation -> {
                    ids.add(operation.getValue().path("operationId").asText());
                    boolean needsToken = operation.getValue().path("security").size() > 0;
                    assertThat(needsToken)
                            .as(ids.getLast())
                            .isEqualTo(!operation.getKey().equals("get"));
                }));

        // Then
        assertThat(ids).doesNotContain("").doesNotHaveDuplicates().contains("listIncidents", "approveDecision");
    }

    /// With each id of the list where it takes one; nothing where the list is empty.
    private List<String> addresses(String path) throws IOException {
        if (!path.contains("{id}")) {
            return List.of(path);
        }
        String list = Optional.ofNullable(LISTS.get(path)).orElseThrow(() -> new AssertionError("no list for " + path));
        JsonNode answer = json.readTree(given().get(list + "?limit=5").asString());
        List<String> addresses = new ArrayList<>();
        JsonNode items = answer.has("items") ? answer.path("items") : answer.path("rules");
        items.forEach(item -> addresses.add(path.replace("{id}", item.path("id").asText())));
        return addresses;
    }

    private List<String> check(JsonNode schema, JsonNode answer) {
        ObjectNode whole = json.createObjectNode();
        whole.setAll((ObjectNode) schema.deepCopy());
        whole.set("components", document.path("components"));
        JsonSchema compiled = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole);
        return compiled.validate(answer).stream().map(Object::toString).toList();
    }

    @Test
    void whatMayBeAskedForInWordsIsListedAndTaken() {
        Map<String, String> asked = Map.of(
                "/api/v1/incidents", "state",
                "/api/v1/decisions", "state",
                "/api/v1/services", "state",
                "/api/v1/mutes", "state",
                "/api/v1/series", "role");

        asked.forEach((path, name) -> {
            List<String> words = new ArrayList<>();
            document.path("paths").path(path).at("/get/parameters").forEach(parameter -> {
                if (parameter.path("name").asText().equals(name)) {
                    parameter.at("/schema/enum").forEach(word -> words.add(word.asText()));
                }
            });
            assertThat(words).as(path).isNotEmpty();
            words.forEach(
                    word -> given().get(path + "?" + name + "=" + word).then().statusCode(200));
        });
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedAsEverythingElseIs() throws IOException {
        // When: it says how large it is, and is not read
        Response answer = given().contentType("application/json")
                .body("{\"reason\":\"" + "x".repeat(11 * 1024 * 1024) + "\"}")
                .post("/api/v1/automation/pause");

        // Then
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        JsonNode schema = document.at("/paths/~1api~1v1~1automation~1pause/post/responses/413/content")
                .path("application/problem+json")
                .path("schema");
        assertThat(schema.isMissingNode()).isFalse();
        assertThat(check(schema, json.readTree(answer.asString()))).isEmpty();
    }

    @Test
    void whatHoldsAnOrderUpIsInTheDocument() {
        JsonNode paths = document.path("paths");

        assertThat(statuses(paths, "/api/v1/mutes", "post"))
                .contains("202", "400", "401", "403", "409", "413", "415", "503");
        assertThat(statuses(paths, "/api/v1/mutes/{id}", "delete"))
                .contains("409")
                .doesNotContain("415");
        assertThat(statuses(paths, "/api/v1/decisions/{id}/approve", "post")).contains("404", "409");
        assertThat(statuses(paths, "/api/v1/decisions/{id}/reject", "post")).contains("404", "409");
        assertThat(statuses(paths, "/api/v1/series/{id}/relearn", "post")).contains("404", "409");
        assertThat(statuses(paths, "/api/v1/events", "get")).contains("403", "503");
        assertThat(paths.at("/~1api~1v1~1mutes/post/responses/409/content").has("application/problem+json"))
                .isTrue();
    }

    @Test
    void whatMayBeLeftOutOfAnOrderIsLeftOut() {
        JsonNode paths = document.path("paths");
        for (String order : List.of("automation/pause", "automation/resume", "decisions/{id}/approve")) {
            assertThat(paths.path("/api/v1/" + order)
                            .at("/post/requestBody/required")
                            .asBoolean(false))
                    .as(order)
                    .isFalse();
        }
        given().contentType("application/json")
                .post("/api/v1/automation/resume")
                .then()
                .statusCode(202);
        given().get("/api/v1/holds?now=maybe").then().statusCode(400);
        given().get("/api/v1/incidents?brief=1").then().statusCode(400);
    }

    private static List<String> statuses(JsonNode paths, String path, String method) {
        List<String> statuses = new ArrayList<>();
        paths.path(path).path(method).path("responses").fieldNames().forEachRemaining(statuses::add);
        return statuses;
    }
}
