package nightshift.api.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import nightshift.api.NightshiftOnTrial;
import nightshift.api.OnTrial;
import nightshift.api.Story;
import nightshift.fact.decision.Command;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OnTrial.class)
class DecisionsOverRestTest {
    @Inject
    NightshiftOnTrial trial;

    @Test
    void aDecisionExplainsItself() {
        // Given
        Story story = trial.story("search").opens().acts().heals();

        // When
        ValidatableResponse response =
                given().get("/api/v1/decisions/" + story.decision()).then();

        // Then
        response.statusCode(200)
                .body("id", equalTo(story.decision()))
                .body("incident", equalTo(story.incident()))
                .body("rule.id", equalTo("db-pool-recycle"))
                .body("rule.version", equalTo("9f3c21ab"))
                .body("rule.mode", equalTo("auto"))
                .body("action.type", equalTo("pool.recycle"))
                .body("action.target.name", equalTo("search"))
                .body("action.parameters.size()", equalTo(0))
                .body("confidence", equalTo(0.97f))
                .body("because.kind", contains("anomaly", "breach", "cause"))
                .body(
                        "because[0].text",
                        containsString(
                                "db.client.operation.duration of search is 820\u00a0ms, expected 4\u00a0ms to 21\u00a0ms"))
                .body("because[0].expected.high", equalTo(0.021f))
                .body("because[1].threshold", equalTo(1.0f))
                .body("because[1].value", equalTo(14.0f))
                .body("because[2].confidence", equalTo(0.84f))
                .body("guards.find { it.name == 'confidence-floor' }.verdict", equalTo("pass"))
                .body("guards.find { it.name == 'payments-freeze' }.reason", equalTo("payments asks a person at night"))
                .body("state", equalTo("healed"))
                .body("verification.state", equalTo("healed"))
                .body("verification.reason", equalTo("0.011 is in 0.004 to 0.021"))
                .body("decidedAt", equalTo("2026-03-01T03:01:00Z"))
                .body("startedAt", equalTo("2026-03-01T03:01:01Z"))
                .body("endedAt", equalTo("2026-03-01T03:02:00Z"))
                .body("approvedBy", nullValue());
    }

    @Test
    void decisionsAreFilteredByStateServiceRuleAndTime() {
        // Given
        Story story = trial.story("narrow").opens().acts().heals();

        // Then
        assertThat(ids("state", "healed", "service", "narrow")).containsExactly(story.decision());
        assertThat(ids("rule", "db-pool-recycle", "service", "narrow")).containsExactly(story.decision());
        assertThat(ids("since", "2026-03-01T03:00:30Z", "service", "narrow")).containsExactly(story.decision());
        assertThat(ids("since", "2026-03-01T05:00:30+01:00", "service", "narrow"))
                .isEmpty();
        assertThat(ids("rule", "another", "service", "narrow")).isEmpty();
        assertThat(ids("state", "failed", "service", "narrow")).isEmpty();
        assertThat(ids("incident", story.incident(), "limit", "10")).containsExactly(story.decision());
    }

    @Test
    void whatWaitsForAPersonIsListedUnderApprovals() {
        // Given
        Story waiting = trial.story("waiting").opens().waitsForApproval();
        Story acting = trial.story("not-waiting").opens().acts();

        // When
        ValidatableResponse response =
                given().queryParam("limit", 500).get("/api/v1/approvals").then();

        // Then
        response.statusCode(200)
                .body("items.state", everyItem(equalTo("awaiting_approval")))
                .body("items.id", hasItem(waiting.decision()))
                .body("items.id", not(hasItem(acting.decision())));
    }

    @Test
    void anApprovalIsJournalledWithNameAndReasonBeforeTheReply() {
        // Given
        Story story = trial.story("approved").opens().waitsForApproval();

        // When
        ValidatableResponse response = given().contentType("application/json")
                .header("X-Nightshift-User", "maria")
                .body("{\"reason\":\"looks right\"}")
                .post("/api/v1/decisions/" + story.decision() + "/approve")
                .then();

        // Then
        response.statusCode(202).body("state", equalTo("accepted")).body("principal", equalTo("maria"));
        assertThat(trial.journal().unappliedCommands())
                .anySatisfy(command -> assertThat(command).isInstanceOfSatisfying(Command.Approve.class, approve -> {
                    assertThat(approve.decision()).isEqualTo(story.decision());
                    assertThat(approve.principal()).isEqualTo("maria");
                    assertThat(approve.reason()).isEqualTo("looks right");
                }));
    }

    @Test
    void whoRejectsSaysWhy() {
        // Given
        Story story = trial.story("rejected").opens().waitsForApproval();

        // When
        ValidatableResponse silent = given().contentType("application/json")
                .body("{}")
                .post("/api/v1/decisions/" + story.decision() + "/reject")
                .then();
        ValidatableResponse spoken = given().contentType("application/json")
                .body("{\"reason\":\"we are testing\"}")
                .post("/api/v1/decisions/" + story.decision() + "/reject")
                .then();

        // Then
        silent.statusCode(400).body("errors.field", contains("reason"));
        spoken.statusCode(202).body("principal", equalTo("local")).body("reason", equalTo("we are testing"));
    }

    @Test
    void whatDoesNotWaitCantBeApproved() {
        // Given
        Story story = trial.story("settled").opens().acts().heals();

        // When
        ValidatableResponse response = given().contentType("application/json")
                .body("{}")
                .post("/api/v1/decisions/" + story.decision() + "/approve")
                .then();

        // Then
        response.statusCode(409).contentType("application/problem+json").body("detail", containsString("it is healed"));
    }

    @Test
    void brokenJsonIsToldWithItsPlace() {
        // Given
        Story story = trial.story("broken-json").opens().waitsForApproval();

        // When
        ValidatableResponse broken = given().contentType("application/json")
                .body("{\"reason\": ")
                .post("/api/v1/decisions/" + story.decision() + "/approve")
                .then();
        ValidatableResponse misspelt = given().contentType("application/json")
                .body("{\"raeson\": \"x\"}")
                .post("/api/v1/decisions/" + story.decision() + "/approve")
                .then();
        ValidatableResponse noJson = given().contentType("text/plain")
                .body("yes")
                .post("/api/v1/decisions/" + story.decision() + "/approve")
                .then();

        // Then
        broken.statusCode(400).contentType("application/problem+json").body("detail", containsString("line 1"));
        misspelt.statusCode(400)
                .body("errors.field", contains("raeson"))
                .body("errors[0].expected", containsString("reason"));
        noJson.statusCode(415)
                .contentType("application/problem+json")
                .body("detail", containsString("application/json"));
    }

    private static List<String> ids(String name, String value, String other, String otherValue) {
        return given().queryParam(name, value)
                .queryParam(other, otherValue)
                .get("/api/v1/decisions")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }
}
