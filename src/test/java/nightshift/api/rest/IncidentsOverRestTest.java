package nightshift.api.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import nightshift.api.NightshiftOnTrial;
import nightshift.api.OnTrial;
import nightshift.api.Story;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OnTrial.class)
class IncidentsOverRestTest {
    @Inject
    NightshiftOnTrial trial;

    @Test
    void anIncidentHasTheFieldsThatOthersRelyOn() {
        // Given
        Story story = trial.story("wishlist").opens().acts();

        // When
        ValidatableResponse response =
                given().get("/api/v1/incidents/" + story.incident()).then();

        // Then
        response.statusCode(200)
                .contentType("application/json")
                .body("id", equalTo(story.incident()))
                .body("state", equalTo("acting"))
                .body("openedAt", equalTo("2026-03-01T03:00:00Z"))
                .body("closedAt", nullValue())
                .body("outcome", nullValue())
                .body("title", equalTo("wishlist waits for its database"))
                .body("entity.kind", equalTo("service"))
                .body("entity.name", equalTo("wishlist"))
                .body("entity.namespace", equalTo("shop"))
                .body("kind", equalTo("saturation"))
                .body("rootCause.entity.name", equalTo("wishlist"))
                .body("rootCause.kind", equalTo("saturation"))
                .body("rootCause.probability", equalTo(0.84f))
                .body("rootCause.path.name", contains("gateway", "wishlist"))
                .body("symptoms", hasSize(2))
                .body("symptoms[0].entity.name", equalTo("wishlist"))
                .body("symptoms[0].signal", equalTo(Story.SIGNAL))
                .body("symptoms[0].direction", equalTo("up"))
                .body("symptoms[0].confidence", equalTo(0.998f))
                .body("symptoms[0].since", notNullValue())
                .body("symptoms[0].value", equalTo(0.82f))
                .body("symptoms[0].expected.low", equalTo(0.004f))
                .body("symptoms[0].expected.high", equalTo(0.021f))
                .body("decisions", contains(story.decision()));
    }

    @Test
    void aHealedIncidentTellsItsWholeStoryInOrder() {
        // Given
        Story story = trial.story("reviews").opens().acts().heals();

        // When
        List<String> steps = given().get("/api/v1/incidents/" + story.incident() + "/timeline")
                .then()
                .statusCode(200)
                .body("find { it.step == 'verified' }.text", equalTo("0.011 is in 0.004 to 0.021"))
                .body("find { it.step == 'acted' }.decision", equalTo(story.decision()))
                .extract()
                .path("step");

        // Then
        assertThat(steps).containsSubsequence("detected", "explained", "decided", "acted", "verified", "closed");
    }

    @Test
    void theGraphShowsWhoSuffersAndWhoIsToBlame() {
        // Given
        Story story = trial.story("basket").opens();

        // When
        ValidatableResponse response =
                given().get("/api/v1/incidents/" + story.incident() + "/graph").then();

        // Then
        response.statusCode(200)
                .body("nodes.entity.name", contains("gateway", "basket"))
                .body("nodes.find { it.entity.name == 'basket' }.probability", equalTo(0.84f))
                .body("nodes.find { it.entity.name == 'gateway' }.symptom", equalTo(true))
                .body("edges[0].caller", equalTo("service:shop/gateway"))
                .body("edges[0].callee", equalTo("service:shop/basket"))
                .body("edges[0].onPath", equalTo(true));
    }

    @Test
    void incidentsAreFilteredByStateAndService() {
        // Given
        trial.story("filtered").opens().acts().heals();

        // When
        ValidatableResponse closed = given().queryParam("state", "closed")
                .queryParam("service", "filtered")
                .get("/api/v1/incidents")
                .then();
        ValidatableResponse open = given().queryParam("state", "open")
                .queryParam("service", "filtered")
                .get("/api/v1/incidents")
                .then();

        // Then
        closed.statusCode(200).body("items.outcome", contains("healed"));
        open.statusCode(200).body("items", hasSize(0));
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrRepetition() {
        // Given
        for (String name : List.of("paged-a", "paged-b", "paged-c")) {
            trial.story(name).opens();
        }
        int all = given().queryParam("limit", 500)
                .get("/api/v1/incidents")
                .then()
                .extract()
                .<List<String>>path("items.id")
                .size();

        // When
        List<String> seen = new java.util.ArrayList<>();
        String cursor = null;
        do {
            var request = given().queryParam("limit", 2);
            if (cursor != null) {
                request.queryParam("cursor", cursor);
            }
            var page = request.get("/api/v1/incidents").then().statusCode(200).extract();
            seen.addAll(page.path("items.id"));
            cursor = page.path("next");
        } while (cursor != null);

        // Then
        assertThat(seen).hasSize(all).doesNotHaveDuplicates();
    }

    @Test
    void whatIsNotThereIsAProblemDocument() {
        given().get("/api/v1/incidents/none")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("about:blank"))
                .body("title", equalTo("Not Found"))
                .body("status", equalTo(404))
                .body("detail", equalTo("there is no incident 'none'"))
                .body("instance", equalTo("/api/v1/incidents/none"));
    }

    @Test
    void aFilterThatCantBeReadNamesTheFieldAndWhatWasExpected() {
        given().queryParam("state", "burning")
                .get("/api/v1/incidents")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItem("state"))
                .body("detail", containsString("open, acting, verifying, closed"));
        given().queryParam("since", "yesterday")
                .get("/api/v1/incidents")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("since"));
        given().queryParam("limit", "0")
                .get("/api/v1/incidents")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("limit"));
        given().queryParam("cursor", "nonsense")
                .get("/api/v1/incidents")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("cursor"));
    }
}
