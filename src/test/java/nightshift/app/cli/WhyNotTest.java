package nightshift.app.cli;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import nightshift.api.NightshiftOnTrial;
import nightshift.api.OnTrial;
import nightshift.api.Story;
import nightshift.fact.decision.Hold;
import nightshift.fact.decision.HoldReason;
import nightshift.fact.telemetry.EntityId;
import nightshift.journal.HoldStep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Why something was not done, asked of a running server: over REST, and by `show` and `holds`.
@QuarkusTest
@TestProfile(OnTrial.class)
class WhyNotTest {
    @Inject
    NightshiftOnTrial trial;

    @TestHTTPResource("/")
    String address;

    @Test
    void aHoldSaysWhichRuleAndWhatHeldItSinceWhenAndUntilWhen() {
        // Given
        Story story = trial.story("held-over-rest").opens().waitsForApproval();
        held(story, HoldReason.COOL_DOWN, "cools down until 03:10", story.at(60), story.at(80), HoldReason.APPROVAL);

        // When, Then
        given().queryParam("incident", story.incident())
                .get("/api/v1/holds")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items.reason", contains("approval", "cool_down"))
                .body("items[0].until", nullValue())
                .body("items[1].rule", equalTo("db-pool-recycle"))
                .body("items[1].decision", equalTo(story.decision()))
                .body("items[1].guard", equalTo("cool-down"))
                .body("items[1].word", equalTo("cools down until 03:10"))
                .body("items[1].sentence", equalTo(HoldReason.COOL_DOWN.sentence()))
                .body("items[1].since", equalTo("2026-03-01T03:01:00Z"))
                .body("items[1].until", equalTo("2026-03-01T03:01:20Z"));
        given().queryParam("rule", "db-pool-recycle")
                .queryParam("service", "held-over-rest")
                .queryParam("now", "true")
                .get("/api/v1/holds")
                .then()
                .body("items.reason", contains("approval"));
        given().get("/api/v1/incidents/" + story.incident() + "/timeline")
                .then()
                .body("findAll { it.step == 'held' }.text", hasItem(containsString("cool-down: cools down until")))
                .body("findAll { it.step == 'held' }.at", hasItem("2026-03-01T03:01:00Z"));
    }

    @Test
    void showTellsOfADecisionWhatHeldItAndOfARuleWhatWasHeld() {
        // Given
        Story story = trial.story("shown-held").opens().waitsForApproval();
        held(story, HoldReason.BUSY, "workload.restart comes first", story.at(60), story.at(80), HoldReason.APPROVAL);

        // When
        Spoken decision = say("show", story.decision());
        Spoken incident = say("show", story.incident());
        Spoken rule = say("show", "db-pool-recycle");
        Spoken list = say("holds", "--service", "shown-held");
        Spoken json = say("show", story.decision(), "--json");

        // Then
        assertThat(decision.out())
                .contains("2026-03-01T03:01:00Z to 2026-03-01T03:01:20Z", "workload.restart comes first")
                .contains("to now", HoldReason.APPROVAL.sentence());
        assertThat(incident.out()).contains("held  pool.recycle on shown-held by db-pool-recycle");
        assertThat(rule.out()).contains("healing/database.drl:", "pool.recycle on shown-held");
        assertThat(list.out()).contains("SINCE", "busy", "approval");
        assertThat(json.out()).contains("\"held\"").startsWith("{");
    }

    @Test
    void whatNobodyProposedIsSaidToBeUnknown() {
        // When
        Spoken none = say("show", "no-such-thing");

        // Then
        assertThat(none.code()).isNotZero();
        assertThat(none.err()).contains("neither a decision nor an incident nor a live rule 'no-such-thing'");
    }

    private void held(Story story, HoldReason first, String word, Instant since, Instant until, HoldReason then) {
        Hold before = hold(story, first, word, since, null);
        trial.journal().hold(List.of(new HoldStep(null, before)), since);
        Hold after = hold(story, then, "its rule asks a person", until.plusSeconds(1), null);
        trial.journal().hold(List.of(new HoldStep(before.until(until), after)), until.plusSeconds(1));
    }

    private static Hold hold(Story story, HoldReason reason, String word, Instant since, @Nullable Instant until) {
        String service = story.incident().substring("incident-".length());
        return new Hold(
                story.decision(),
                story.incident(),
                "db-pool-recycle",
                "pool.recycle",
                EntityId.service("shop", service),
                reason,
                reason.guard(),
                word,
                since,
                until);
    }

    private Spoken say(String... words) {
        return Spoken.by(address, words);
    }
}
