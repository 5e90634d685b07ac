package nightshift.decide;

import static nightshift.decide.Scene.CART;
import static nightshift.decide.Scene.CPU;
import static nightshift.decide.Scene.DB_DURATION;
import static nightshift.decide.Scene.NOON;
import static nightshift.decide.Scene.exhaustedPool;
import static nightshift.decide.Scene.incident;
import static nightshift.decide.Scene.notHealed;
import static nightshift.decide.Scene.rising;
import static nightshift.decide.Scene.since;
import static nightshift.decide.Scene.standingAt;
import static nightshift.decide.Scene.strained;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nightshift.fact.Anomaly;
import nightshift.fact.Fact;
import nightshift.fact.IncidentState;
import nightshift.fact.Symptom;
import nightshift.fact.decision.Decision;
import nightshift.fact.decision.Remedy;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The shipped rules that wake a person: after what was tried, and where no rule has an answer.
@Tag("rules")
class EscalationRulesTest {
    @AutoClose
    private static final ShippedRules RULES = new ShippedRules();

    @Test
    void theServiceIsRestartedWhenRecyclingDidNotHelpAndAPersonIsWokenWhenThatDidNotHelpEither() {
        // Given
        Decision recycle = RULES.decide(exhaustedPool()).getFirst();

        Remedy recycled = notHealed(recycle);

        // When
        List<Decision> restart = RULES.decide(exhaustedPool(), recycled);
        List<Decision> escalate = RULES.decide(exhaustedPool(), recycled, notHealed(restart.getFirst()));

        // Then
        assertThat(restart).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo("db-pool-restart");
            assertThat(decision.attempt()).isEqualTo(2);
        });
        assertThat(escalate).singleElement().satisfies(decision -> {
            assertThat(decision.rule().id()).isEqualTo("escalate-after-failed-remedy");
            assertThat(decision.action().type()).isEqualTo("escalate");
            assertThat(decision.attempt()).isEqualTo(3);
            assertThat(decision.action().parameters().get("summary")).contains("cart is slow");
        });
    }

    @Test
    void aPersonIsWokenWhenASymptomStaysForAQuarterOfAnHourAndNoRuleHasAnAnswer() {
        // Given
        Anomaly slow = since(rising(CART, DB_DURATION, 0.99), NOON.minus(Duration.ofMinutes(15)));
        Anomaly flapping = since(slow, NOON.minus(Duration.ofMinutes(14)));
        Fact incident = incident(IncidentState.OPEN, NOON.minus(Duration.ofMinutes(15)));
        Fact acting = incident(IncidentState.ACTING, NOON.minus(Duration.ofMinutes(15)));

        // When, Then
        assertThat(RULES.decide(List.of(incident, flapping))).isEmpty();
        assertThat(RULES.decide(List.of(acting, slow))).isEmpty();
        assertThat(RULES.decide(List.of(incident, slow)))
                .singleElement()
                .satisfies(decision -> assertThat(decision.rule().id()).isEqualTo("escalate-unknown"));
    }

    @Test
    void nobodyIsWokenForWhatUsersFeltForAMoment() {
        // Given
        Instant longAgo = NOON.minus(Duration.ofMinutes(15));
        Anomaly slow = since(rising(CART, DB_DURATION, 0.99), longAgo);
        Fact atTheEdge = standingAt(incident(IncidentState.OPEN, longAgo), 0.02 + Symptom.GOES_ON * 0.03);
        Fact beyond = standingAt(incident(IncidentState.OPEN, longAgo), 0.066);

        // When, Then
        assertThat(RULES.decide(List.of(atTheEdge, slow))).isEmpty();
        assertThat(RULES.decide(List.of(beyond, slow))).hasSize(1);
    }

    @Test
    void nobodyIsWokenForAResourceThatIsStrainedAndThatNobodyFeels() {
        // Given
        Anomaly busy = since(rising(CART, CPU, 0.99), NOON.minus(Duration.ofMinutes(30)));
        Fact strained = strained(CPU, NOON.minus(Duration.ofMinutes(30)));

        // When, Then
        assertThat(RULES.decide(List.of(strained, busy))).isEmpty();
    }
}
