package nightshift.api.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import nightshift.api.NightshiftOnTrial;
import nightshift.api.OnTrial;
import nightshift.fact.decision.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(OnTrial.class)
class SteeringOverRestTest {
    @Inject
    NightshiftOnTrial trial;

    @Test
    void aPauseShowsWhoAskedForItAndWhyUntilSomebodyResumes() {
        // When
        json("{\"reason\":\"the database moves tonight\"}")
                .header("X-Nightshift-User", "ali")
                .post("/api/v1/automation/pause")
                .then()
                .statusCode(202);
        trial.step();

        // Then
        given().get("/api/v1/automation")
                .then()
                .statusCode(200)
                .body("state", equalTo("paused"))
                .body("by", equalTo("ali"))
                .body("reason", equalTo("the database moves tonight"))
                .body("since", notNullValue());

        // When
        json("{}").post("/api/v1/automation/resume").then().statusCode(202);
        trial.step();

        // Then
        given().get("/api/v1/automation")
                .then()
                .statusCode(200)
                .body("state", equalTo("active"))
                .body("by", nullValue());
    }

    @Test
    void aRuleGoesNoFurtherThanAPersonSays() {
        // When
        json("{\"mode\":\"shadow\",\"reason\":\"it was wrong twice\"}")
                .put("/api/v1/rules/db-pool-recycle/mode")
                .then()
                .statusCode(202)
                .body("reason", equalTo("it was wrong twice"));
        trial.step();

        // Then
        given().get("/api/v1/rules/db-pool-recycle")
                .then()
                .statusCode(200)
                .body("mode", equalTo("shadow"))
                .body("override", equalTo("shadow"))
                .body("declared", equalTo("auto"))
                .body("file", equalTo("healing/database.drl"));
        json("{\"mode\":\"auto\"}").put("/api/v1/rules/db-pool-recycle/mode");
        trial.step();
    }

    @Test
    void aModeThatThereIsNotIsToldWithThoseThatThereAre() {
        json("{\"mode\":\"wild\"}")
                .put("/api/v1/rules/db-pool-recycle/mode")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("mode"))
                .body("detail", containsString("shadow, suggest, approve, auto"));
    }

    @Test
    void theModeOfARuleThatIsNotLiveCantBeSet() {
        json("{\"mode\":\"shadow\"}")
                .put("/api/v1/rules/no-such-rule/mode")
                .then()
                .statusCode(404)
                .body("detail", equalTo("there is no live rule 'no-such-rule'"));
    }

    @Test
    void anExcursionIsNormalOnceSomebodySaysSoWithAReason() {
        // Given
        trial.serves("relearned-service");
        String id = given().queryParam("service", "relearned-service")
                .queryParam("signal", "http.server.request.duration")
                .queryParam("entity", "service:shop/relearned-service")
                .get("/api/v1/series")
                .then()
                .extract()
                .path("items[0].id");
        String relearn = "/api/v1/series/" + id + "/relearn";

        // When, Then
        json("{}").post(relearn).then().statusCode(400).body("errors.field", hasItem("reason"));
        json("{\"reason\":\"the new region is farther away\"}")
                .header("X-Nightshift-User", "ada")
                .post(relearn)
                .then()
                .statusCode(202)
                .body("principal", equalTo("ada"));
        trial.step();
        json("{\"reason\":\"twice\"}")
                .post(relearn)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("within its band"));
        given().get("/api/v1/series/" + id).then().body("levelSince", notNullValue());
        json("{\"reason\":\"none\"}")
                .post("/api/v1/series/c2VydmljZTpzaG9wL2NhcnR8eA/relearn")
                .then()
                .statusCode(404);
    }

    @Test
    void aChangeIsTakenWithItsTellerAndAnIdMadeFromItsContent() {
        // Given
        String change = """
                {"entity":{"name":"cart","namespace":"shop"},"kind":"deployment","version":"v42",
                 "at":"2026-03-01T03:59:00Z","summary":"release 42"}""";

        // When
        ValidatableResponse first = json(change)
                .header("X-Nightshift-User", "ci")
                .post("/api/v1/changes")
                .then();
        ValidatableResponse again = json(change).post("/api/v1/changes").then();

        // Then
        first.statusCode(202)
                .body("entity.kind", equalTo("service"))
                .body("kind", equalTo("deployment"))
                .body("version", equalTo("v42"))
                .body("previousVersion", equalTo(""))
                .body("by", equalTo("ci"));
        assertThat(again.extract().<String>path("id")).isEqualTo(first.extract().path("id"));
    }

    @Test
    void aChangeThatIsWrongIsToldAllThatIsWrong() {
        json("{\"entity\":{\"name\":\"\"},\"kind\":\"magic\",\"at\":\"2030-01-01T00:00:00Z\"}")
                .post("/api/v1/changes")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", containsInAnyOrder("entity.name", "kind", "at"));
        json("{\"entity\":{\"name\":\"cart\"},\"kind\":\"deployment\",\"at\":\"noon\"}")
                .post("/api/v1/changes")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("at"))
                .body("detail", containsString("RFC 3339"));
        json("").post("/api/v1/changes").then().statusCode(400).body("detail", containsString("empty"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "cart\\u0000", "\\ud800", "cart\\udc00-1", "\\udc00\\ud800"})
    void textThatCantBeKeptAsItIsIsNotTaken(String text) {
        json("{\"entity\":{\"name\":\"" + text + "\"},\"kind\":\"deployment\"}")
                .post("/api/v1/changes")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("entity.name"))
                .body("detail", containsString("NUL"));
        json("{\"reason\":\"" + text + "\"}")
                .post("/api/v1/automation/pause")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("reason"));
    }

    @Test
    void textInAnyScriptIsTaken() {
        json("{\"entity\":{\"name\":\"cart\"},\"kind\":\"deployment\",\"summary\":\"\\ud83d\\ude80 für カート\"}")
                .post("/api/v1/changes")
                .then()
                .statusCode(202)
                .body("summary", equalTo("\ud83d\ude80 für カート"));
    }

    @Test
    void aPageOfAnotherSiteCantSteer() {
        json("{}")
                .header("Origin", "https://evil.example")
                .post("/api/v1/automation/pause")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("another site"));
        json("{}")
                .header("Host", "evil.example")
                .post("/api/v1/automation/pause")
                .then()
                .statusCode(403)
                .body("detail", containsString("Host"));
        for (String path : List.of("/api/v1/incidents", "/", "/app.js", "/q/health/live", "/q/openapi", "/nowhere")) {
            given().header("Host", "evil.example").get(path).then().statusCode(403);
            given().header("Host", "a/b").get(path).then().statusCode(400);
        }
        assertThat(trial.journal().unappliedCommands()).noneMatch(Command.Pause.class::isInstance);
    }

    private static RequestSpecification json(String body) {
        return given().contentType("application/json").body(body);
    }
}
