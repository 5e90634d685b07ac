package nightshift.api.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nightshift.api.NightshiftOnTrial;
import nightshift.api.OnTrial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(OnTrial.class)
class ServerOverRestTest {
    @Inject
    NightshiftOnTrial trial;

    @Test
    void theStatusSaysInOneLineHowThingsAre() {
        trial.step();
        given().get("/api/v1/status")
                .then()
                .statusCode(200)
                .body("headline", notNullValue())
                .body("ready", equalTo(true))
                .body("paused", equalTo(false))
                .body("forecaster.name", notNullValue())
                .body("intake.points", notNullValue())
                .body("journalBytes", greaterThan(0));
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("nightshift_journal_bytes"))
                .body(containsString("nightshift_journal_head "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/services",
                "/api/v1/series",
                "/api/v1/changes",
                "/api/v1/incidents",
                "/api/v1/decisions",
                "/api/v1/approvals",
                "/api/v1/signals/unmapped",
                "/api/v1/journal"
            })
    void everyListIsAPage(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("", hasKey("items"))
                .body("", hasKey("next"));
    }

    @Test
    void rulesSayWhatIsLiveAndWhatIsWrong() {
        given().get("/api/v1/rules")
                .then()
                .statusCode(200)
                .body("", hasKey("rules"))
                .body("", hasKey("problems"));
    }

    @Test
    void aSeriesShowsItsValueItsBandAndItsPast() {
        // Given
        trial.serves("measured-service");

        // When
        ValidatableResponse list = given().queryParam("service", "measured-service")
                .queryParam("signal", "http.server.request.duration")
                .queryParam("entity", "service:shop/measured-service")
                .get("/api/v1/series")
                .then();
        String id = list.extract().path("items[0].id");
        ValidatableResponse one = given().get("/api/v1/series/" + id).then();

        // Then
        list.statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].unit", equalTo("s"))
                .body("items[0].kind", equalTo("histogram"))
                .body("items[0].value", equalTo(0.9f))
                .body("items[0].points", nullValue());
        one.statusCode(200)
                .body("entity.name", equalTo("measured-service"))
                .body("expected.high", lessThan(0.9f))
                .body("points.size()", greaterThan(15))
                .body("points[-1].value", equalTo(0.9f))
                .body("points[-1].expected.low", lessThan(0.9f))
                .body("points[0].at", startsWith("2026-03-01T0"));
    }

    @Test
    void aSeriesThatIsNoLongerLiveStillShowsItsPast() {
        // Given
        trial.serves("long-gone");
        String served = trial.now().toString();
        trial.silentFor(Duration.ofMinutes(20));
        String entity = "service:shop/long-gone";

        // When
        ValidatableResponse list = given().queryParam("signal", "http.server.request.duration")
                .queryParam("entity", entity)
                .get("/api/v1/series")
                .then();
        String id = list.extract().path("items[0].id");
        ValidatableResponse then =
                given().queryParam("to", served).get("/api/v1/series/" + id).then();
        ValidatableResponse since =
                given().queryParam("from", served).get("/api/v1/series/" + id).then();

        // Then
        list.statusCode(200).body("items", hasSize(1)).body("items[0].rows", equalTo(0));
        then.statusCode(200)
                .body("entity.name", equalTo("long-gone"))
                .body("points.size()", greaterThan(15))
                .body("points[-1].value", equalTo(0.9f))
                .body("points[-1].expected.high", lessThan(0.9f));
        since.statusCode(200).body("points", hasSize(0));
    }

    @Test
    void aStretchOfAPastThatEndsBeforeItBeginsIsAProblemDocument() {
        given().queryParam("from", "2026-03-01T04:00:00Z")
                .queryParam("to", "2026-03-01T03:00:00Z")
                .get("/api/v1/series/c2VydmljZTpzaG9wL2NhcnR8eA")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void seriesArePagedByEntityAndSignal() {
        // Given
        trial.serves("leafed-through");
        RequestSpecification all = given().queryParam("service", "leafed-through");

        // When
        List<String> whole = all.get("/api/v1/series").then().extract().path("items.id");
        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            var page = given().queryParam("service", "leafed-through")
                    .queryParam("limit", 2)
                    .queryParam("cursor", cursor)
                    .get("/api/v1/series")
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.path("items.id"));
            cursor = page.path("next");
        }

        // Then
        assertThat(seen).hasSizeGreaterThan(2).isEqualTo(whole);
    }

    @Test
    void aSeriesThatIsNotLiveIsAProblemDocument() {
        given().get("/api/v1/series/c2VydmljZTpzaG9wL2NhcnR8eA")
                .then()
                .statusCode(404)
                .body("detail", equalTo("there is no series 'service:shop/cart|x'"));
        given().get("/api/v1/series/!!!").then().statusCode(400).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nothing", "/api/v1", "/api/v1/incidents/x/y/z", "/api/v2/incidents"})
    void anAddressThatIsNotThereIsAProblemDocument(String path) {
        given().get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", equalTo(404))
                .body("instance", equalTo(path));
    }

    @Test
    void aMethodThatIsNotTakenIsAProblemDocument() {
        given().contentType("application/json")
                .delete("/api/v1/incidents")
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .body("title", equalTo("Method Not Allowed"));
    }

    @Test
    void theDocumentDescribesEveryAddress() {
        // When
        Map<String, Map<String, Map<String, Object>>> paths = given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Nightshift"))
                .extract()
                .path("paths");

        // Then
        assertThat(paths)
                .containsKeys(
                        "/api/v1/incidents",
                        "/api/v1/incidents/{id}",
                        "/api/v1/incidents/{id}/timeline",
                        "/api/v1/incidents/{id}/graph",
                        "/api/v1/decisions",
                        "/api/v1/decisions/{id}",
                        "/api/v1/decisions/{id}/approve",
                        "/api/v1/decisions/{id}/reject",
                        "/api/v1/approvals",
                        "/api/v1/rules",
                        "/api/v1/rules/{id}/mode",
                        "/api/v1/services",
                        "/api/v1/journal",
                        "/api/v1/series",
                        "/api/v1/series/{id}",
                        "/api/v1/series/{id}/relearn",
                        "/api/v1/signals/unmapped",
                        "/api/v1/changes",
                        "/api/v1/automation",
                        "/api/v1/automation/pause",
                        "/api/v1/automation/resume",
                        "/api/v1/dependencies",
                        "/api/v1/status",
                        "/api/v1/health",
                        "/api/v1/events");
        paths.forEach((path, methods) -> methods.forEach((method, operation) ->
                assertThat(operation).as("%s %s", method, path).containsKey("summary")));
    }

    @Test
    void theExplorerIsServed() {
        given().get("/q/swagger-ui/").then().statusCode(200).contentType(containsString("text/html"));
    }

    @Test
    void probesSayWhatIsDegradedWithoutFailing() {
        trial.step();
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'nightshift' }.data.journal", equalTo("writable"))
                .body("checks.find { it.name == 'nightshift' }.data.forecaster", notNullValue());
        given().get("/api/v1/health").then().statusCode(200).body("ready", equalTo(true));
    }

    @Test
    void metricsCountDecisionsByState() {
        // Given
        trial.story("measured").opens().acts().heals();

        // When
        String metrics =
                given().get("/q/metrics").then().statusCode(200).extract().asString();

        // Then
        assertThat(metrics)
                .contains("nightshift_intake_points_total", "nightshift_series", "nightshift_ready 1.0")
                .contains("nightshift_turn_seconds_count", "nightshift_stage_seconds_sum{stage=\"understand\"}")
                .contains("nightshift_series_unwatched 0.0", "nightshift_intake_refusing 0.0");
        List<String> healed = metrics.lines()
                .filter(line -> line.startsWith("nightshift_decisions{") && line.contains("\"healed\""))
                .toList();
        assertThat(healed)
                .singleElement()
                .satisfies(line -> assertThat(Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .isPositive());
    }

    @Test
    void thePageMayLoadNothingButItsOwnFiles() {
        given().get("/")
                .then()
                .statusCode(200)
                .contentType(containsString("text/html"))
                .header("Content-Security-Policy", startsWith("default-src 'none'; script-src 'self'"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Cache-Control", containsString("no-cache"));
    }
}
