package nightshift.app.cli;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nightshift.api.NightshiftOnTrial;
import nightshift.api.OnTrial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Mutes of a running server: over REST, and by `mute`, `mutes` and `unmute`.
@QuarkusTest
@TestProfile(OnTrial.class)
class MutesOverRestTest {
    @Inject
    NightshiftOnTrial trial;

    @TestHTTPResource("/")
    String address;

    private static ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON)
                .header("X-Nightshift-User", "ana")
                .body(body)
                .post("/api/v1/mutes")
                .then();
    }

    @AfterEach
    void liftAll() {
        given().get("/api/v1/mutes")
                .then()
                .extract()
                .<List<String>>path("items.id")
                .forEach(id -> given().delete("/api/v1/mutes/" + id));
        trial.step();
    }

    @Test
    void aMuteHoldsFromTheNextTurnOnUntilItIsLifted() {
        // When
        String id = post("{\"service\":\"shop/quietened\",\"for\":\"2h\",\"reason\":\"the disks are moved\"}")
                .statusCode(202)
                .body("what", equalTo("service shop/quietened"))
                .body("by", equalTo("ana"))
                .extract()
                .path("id");
        trial.step();

        // Then
        given().get("/api/v1/mutes/" + id)
                .then()
                .body("state", equalTo("active"))
                .body("reason", equalTo("the disks are moved"))
                .body("until", notNullValue());
        given().get("/api/v1/status")
                .then()
                .body("mutes.id", hasItem(id))
                .body("state", not(equalTo("quiet")))
                .body("reasons", hasItem(containsString("muted: service shop/quietened until")));
        given().get("/api/v1/health").then().statusCode(200).body("states", hasItem("muted"));

        // When
        given().delete("/api/v1/mutes/" + id + "?reason=done").then().statusCode(202);
        trial.step();

        // Then
        given().get("/api/v1/mutes/" + id)
                .then()
                .body("state", equalTo("lifted"))
                .body("ended", notNullValue());
        given().get("/api/v1/mutes").then().body("items.id", not(hasItem(id)));
        given().queryParam("state", "lifted").get("/api/v1/mutes").then().body("items.id", hasItem(id));
        given().delete("/api/v1/mutes/" + id).then().statusCode(409).body("detail", containsString("it is lifted"));
    }

    @Test
    void mutesAreListedPageByPage() {
        // Given
        List<String> made = Stream.of("a", "b", "c")
                .map(name -> "{\"service\":\"" + name + "\",\"for\":\"1h\",\"reason\":\"leafing\"}")
                .map(body -> post(body).extract().<String>path("id"))
                .toList();
        trial.step();

        // When
        ExtractableResponse<Response> first =
                given().get("/api/v1/mutes?limit=2").then().statusCode(200).extract();
        ExtractableResponse<Response> second = given().queryParam("cursor", first.<String>path("next"))
                .get("/api/v1/mutes?limit=500")
                .then()
                .statusCode(200)
                .extract();

        // Then
        List<String> shown = new ArrayList<>(first.<List<String>>path("items.id"));
        shown.addAll(second.path("items.id"));
        assertThat(first.<List<String>>path("items.id")).hasSize(2);
        assertThat(shown).containsAll(made).doesNotHaveDuplicates();
        assertThat(second.<String>path("next")).isNull();
        given().get("/api/v1/mutes?limit=0").then().statusCode(400);
        given().get("/api/v1/mutes?cursor=!").then().statusCode(400);
    }

    @Test
    void whoMutesSaysWhatUntilWhenAndWhy() {
        post("{}").statusCode(400).body("errors.field", hasItems("service", "until", "reason"));
        post("{\"service\":\"a\",\"for\":\"31d\",\"reason\":\"for good\"}")
                .statusCode(400)
                .body("detail", containsString("30 days"));
        post("{\"service\":\"a\",\"for\":\"2h\",\"until\":\"2030-01-01T00:00:00Z\",\"reason\":\"two ends\"}")
                .statusCode(400)
                .body("errors.field", hasItem("until"));
        post("{\"service\":\"a\",\"until\":\"2020-01-01T00:00:00Z\",\"reason\":\"past\"}")
                .statusCode(400)
                .body("errors.field", hasItem("until"));
        post("{\"labels\":{\"team\":\"pay\"},\"for\":\"2h\",\"reason\":\"none\"}")
                .statusCode(400)
                .body("detail", containsString("no label of a service"));
        given().get("/api/v1/mutes/no-such").then().statusCode(404);
        given().delete("/api/v1/mutes/no-such").then().statusCode(404);
    }

    @Test
    void whatSaysNothingIsRefusedWithTheFieldThatItIsIn() {
        post("{\"labels\":{\"namespace\":null},\"for\":\"2h\",\"reason\":\"none\"}")
                .statusCode(400)
                .body("detail", containsString("labels"));
        post("{\"labels\":{\"namespace\":\" \"},\"for\":\"2h\",\"reason\":\"none\"}")
                .statusCode(400)
                .body("errors.field", hasItem("labels.namespace"));
        post("{\"labels\":{\"team\":\"pay\"},\"for\":\"2h\",\"reason\":\"none\"}")
                .statusCode(400)
                .body("errors.field", hasItem("labels.team"));
        post("{\"service\":\"a\",\"service\":\"b\",\"for\":\"2h\",\"reason\":\"which\"}")
                .statusCode(400)
                .body("detail", containsString("there twice"));
        String week = """
                {"service":"*","for":"30d","reason":"weekly backup","window":
                 {"days":["sunday"],"from":"02:30","to":"04:00","zone":"Europe/Berlin"}}""";
        post(week.replace("\"sunday\"", "null")).statusCode(400).body("detail", containsString("window.days"));
        post(week.replace("\"days\":[\"sunday\"]", "\"date\":\"2026-03-29\""))
                .statusCode(400)
                .body("errors.field", hasItem("until"));
    }

    @Test
    void aTimeThatNothingCanCountIsRefused() {
        String order = """
                {"service":"*","from":"+999999999-12-31T23:00:00Z","for":"2h","reason":"far away"}""";

        post(order).statusCode(400).body("errors.field", hasItem("from"));
        post(order.replace("+999999999-12-31", "-999999999-01-01")).statusCode(400);
        post(order.replace("+999999999-12-31", "2026-03-01").replace("2h", "P999999999999D"))
                .statusCode(400)
                .body("errors.field", hasItem("for"));
        post("""
                {"service":"*","reason":"far away","window":
                 {"date":"+999999999-12-31","from":"23:00","to":"01:00","zone":"Europe/Berlin"}}""").statusCode(400).body("errors.field", hasItem("window.date"));
        for (String list : List.of("holds", "incidents", "decisions")) {
            given().queryParam("since", "+999999999-12-31T23:59:59Z")
                    .get("/api/v1/" + list)
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void aWindowThatEndsBeforeItsFirstHoursIsNone() {
        String week = """
                {"service":"*","for":"1s","reason":"weekly backup","window":
                 {"days":["sunday"],"from":"02:30","to":"04:00","zone":"Europe/Berlin"}}""";

        post(week).statusCode(400).body("detail", containsString("after the window's first hours"));
        post(week.replace("1s", "8d")).statusCode(202).body("state", equalTo("pending"));
    }

    @Test
    void aMaintenanceWindowIsByTheClockOfAPlace() {
        String week = """
                {"service":"*","until":"2026-05-01T00:00:00Z","reason":"weekly backup","window":
                 {"days":["sunday"],"from":"02:30","to":"04:00","zone":"Europe/Berlin"}}""";
        post(week)
                .statusCode(202)
                .body("state", equalTo("pending"))
                .body("from", equalTo("2026-03-08T01:30:00Z"))
                .body("until", equalTo("2026-03-08T03:00:00Z"))
                .body("window.zone", equalTo("Europe/Berlin"))
                .body("window.days", hasItem("sunday"));
        post(week.replace("\"days\":[\"sunday\"]", "\"date\":\"2026-03-29\"")
                        .replace("\"until\":\"2026-05-01T00:00:00Z\",", ""))
                .statusCode(202)
                .body("from", equalTo("2026-03-29T01:00:00Z"))
                .body("expires", equalTo("2026-03-29T02:00:00Z"));
        post(week.replace("Europe/Berlin", "+02:00")).statusCode(400).body("errors.field", hasItem("window.zone"));
        post(week.replace("sunday", "someday")).statusCode(400).body("errors.field", hasItem("window.days"));
        post(week.replace("02:30", "soon")).statusCode(400).body("errors.field", hasItem("window.from"));
    }

    @Test
    void theCommandLineMutesListsAndLifts() {
        // When
        Spoken made = Spoken.by(
                address, "mute", "--service", "spoken-of", "--action", "pool.*", "--for", "30m", "--reason", "a trial");
        Spoken weekly = Spoken.by(
                address,
                "mute",
                "--service",
                "spoken-of",
                "--days",
                "saturday,sunday",
                "--hours",
                "02:00-04:00",
                "--zone",
                "Europe/Berlin",
                "--for",
                "90d",
                "--reason",
                "backup");
        trial.step();
        Spoken list = Spoken.by(address, "mutes");
        String id = given().get("/api/v1/mutes").then().extract().path("items.find { it.what.contains('pool') }.id");
        Spoken lifted = Spoken.by(address, "unmute", id, "--reason", "over");
        trial.step();

        // Then
        assertThat(made.out()).contains("muted service spoken-of, action pool.* from");
        assertThat(weekly.code()).isZero();
        assertThat(list.out()).contains("a trial", "backup", "active", "pending");
        assertThat(lifted.out()).contains("lifted " + id);
        assertThat(Spoken.by(address, "mutes").out()).doesNotContain("a trial").contains("backup");
        assertThat(Spoken.by(address, "mute", "--service", "a", "--reason", "b").err())
                .contains("400", "until");
    }
}
