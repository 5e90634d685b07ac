package nightshift.api.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nightshift.api.NightshiftOnTrial;
import nightshift.api.OnTrial;
import nightshift.api.Story;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(OnTrial.class)
class ServicesOverRestTest {
    @Inject
    NightshiftOnTrial trial;

    @Test
    void aServiceSaysHowItIsAndWhatItAnswers() {
        // Given
        trial.serves("sought-and-found");

        // Then
        given().queryParam("q", "SOUGHT-and")
                .get("/api/v1/services")
                .then()
                .statusCode(200)
                .body("total", equalTo(1))
                .body("items", hasSize(1))
                .body("next", nullValue())
                .body("items[0].entity.id", equalTo("service:shop/sought-and-found"))
                .body("items[0].duration.signal", equalTo("http.server.request.duration"))
                .body("items[0].duration.unit", equalTo("s"))
                .body("items[0].duration.value", equalTo(0.9f));
    }

    @Test
    void whoseNormalIsNotKnownIsNotCalledQuiet() {
        // Given
        trial.serves(Duration.ofMinutes(1), "young-and-unknown");

        // Then
        given().queryParam("q", "young-and-unknown")
                .get("/api/v1/services")
                .then()
                .body("items[0].state", equalTo("learning"))
                .body("items[0].sentence", containsString("of 100 windows"))
                .body("states.learning", equalTo(1));
    }

    @Test
    void anOpenIncidentAndAPersonWhoIsAwaitedComeBeforeAllElse() {
        // Given
        trial.serves("zz-waits-for-one");
        trial.serves("zz-waits-for-two");
        Story story = trial.story("zz-waits-for-three").opens().waitsForApproval();

        // Then
        given().queryParam("q", "zz-waits-for")
                .get("/api/v1/services")
                .then()
                .body("items", hasSize(3))
                .body("items[0].entity.name", equalTo("zz-waits-for-three"))
                .body("items[0].state", equalTo("waiting"))
                .body("items[0].incident.id", equalTo(story.incident()))
                .body("items[0].sentence", equalTo("pool.recycle on zz-waits-for-three waits for approval"));
        given().queryParam("q", "zz-waits-for")
                .queryParam("state", "waiting")
                .get("/api/v1/services")
                .then()
                .body("items", hasSize(1))
                .body("total", equalTo(1))
                .body("states.waiting", equalTo(1));
    }

    @Test
    void whoFellSilentAloneIsBlind() {
        // Given two that go on and one that does not, when all that were before are forgotten
        trial.silentFor(Duration.ofHours(2));
        trial.serves(Duration.ofMinutes(3), "goes-silent", "goes-on-a", "goes-on-b");
        trial.serves(Duration.ofMinutes(3), "goes-on-a", "goes-on-b");

        // Then
        given().queryParam("q", "goes-")
                .get("/api/v1/services")
                .then()
                .body("items[0].entity.name", equalTo("goes-silent"))
                .body("items[0].state", equalTo("blind"))
                .body("items[0].sentence", equalTo("it sends nothing of its own any more"));
    }

    @ParameterizedTest
    @CsvSource({"state,broken", "limit,0", "limit,501", "cursor,!!!"})
    void whatCanNotBeReadIsSaid(String parameter, String value) {
        given().queryParam(parameter, value)
                .get("/api/v1/services")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItem(parameter));
    }

    @ParameterizedTest
    @ValueSource(strings = {"services", "series", "incidents", "decisions", "approvals", "journal", "changes"})
    void everyListFollowsItsNextToTheEnd(String list) {
        // Given
        trial.serves("followed");
        trial.story("followed-" + list).opens().waitsForApproval();
        trial.story("followed-more-" + list).opens().waitsForApproval();

        // When
        List<Object> whole = given().queryParam("limit", 500)
                .get("/api/v1/" + list)
                .then()
                .statusCode(200)
                .extract()
                .path("items");
        List<Object> seen = new ArrayList<>();
        String next = "";
        while (next != null) {
            ExtractableResponse<Response> page = given().queryParam("limit", 2)
                    .queryParams(next.isEmpty() ? java.util.Map.of() : java.util.Map.of("cursor", next))
                    .get("/api/v1/" + list)
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.path("items"));
            next = seen.size() < 60 ? page.path("next") : null;
        }

        // Then
        assertThat(seen).isEqualTo(whole.subList(0, Math.min(whole.size(), seen.size())));
    }

    @Test
    void rulesArePagedToo() {
        // Given
        ExtractableResponse<Response> first =
                given().queryParam("limit", 2).get("/api/v1/rules").then().extract();

        // Then
        assertThat(first.<List<Object>>path("rules")).hasSize(2);
        String id = given().queryParam("limit", 2)
                .queryParam("cursor", first.<String>path("next"))
                .get("/api/v1/rules")
                .then()
                .statusCode(200)
                .body("total", equalTo(first.path("total")))
                .extract()
                .path("rules[0].id");
        assertThat(first.<List<String>>path("rules.id")).doesNotContain(id);
    }

    @Test
    void aListOfIncidentsMayLeaveTheSymptomsOut() {
        // Given
        trial.story("told-briefly").opens();

        // Then
        given().queryParam("service", "told-briefly")
                .queryParam("brief", true)
                .get("/api/v1/incidents")
                .then()
                .body("total", equalTo(1))
                .body("items[0].symptomCount", equalTo(2))
                .body("items[0].symptoms", hasSize(0));
    }
}
